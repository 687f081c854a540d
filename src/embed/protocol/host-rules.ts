import { parse } from "tldts";
import * as v from "valibot";

/** An origin, or all subdomains of one: `https://school.example`, `https://*.school.example`. */
const pattern = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

const rulesSchema = v.object({
  hosts: v.union([v.literal("*"), v.array(v.pipe(v.string(), v.regex(pattern)))]),
});

/** Which pages may embed the solver. */
export type HostRules = v.InferOutput<typeof rulesSchema>;

export const anyHost: HostRules = { hosts: "*" };

/** The owner's file `embed-hosts.json` can't be read: nobody may embed until it is mended. */
export class HostRulesError extends Error {
  override name = "HostRulesError";
}

/** @throws {@link HostRulesError} */
export function readHostRules(json: string): HostRules {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new HostRulesError(`embed-hosts.json is not JSON: ${String(error)}`);
  }
  const { success, output } = v.safeParse(rulesSchema, data);
  if (success) {
    const open = output.hosts === "*" ? undefined : output.hosts.find(isOpenToAll);
    if (open === undefined) return output;
    throw new HostRulesError(
      `embed-hosts.json: ${open} is no one's own: anybody can have a name below it. Write whose pages ` +
        'may embed, such as "https://*.school.example", or {"hosts": "*"} for all.',
    );
  }
  throw new HostRulesError(
    'embed-hosts.json must be {"hosts": "*"} or {"hosts": ["https://school.example", ' +
      '"https://*.school.example"]}: origins in lower case, without a path.',
  );
}

/** Whether anybody can register a name that fits, as with `*.com` and `*.github.io` (Public Suffix List). */
function isOpenToAll(host: string): boolean {
  const [, parent] = /^https?:\/\/\*\.([^:]+)/.exec(host) ?? [];
  if (parent === undefined) return false;
  const { publicSuffix, isIcann, isPrivate } = parse(parent, { allowPrivateDomains: true });
  return publicSuffix === parent && (isIcann === true || isPrivate === true);
}

/** @param origin as browsers write it; "null" is a page without one, such as a sandboxed frame */
export function allowsHost({ hosts }: HostRules, origin: string): boolean {
  if (hosts === "*") return true;
  return hosts.some((host) => {
    const star = host.indexOf("*.");
    if (star < 0) return host === origin;
    const scheme = host.slice(0, star);
    // With its dot: "evilschool.example" is no subdomain.
    return origin.startsWith(scheme) && origin.endsWith(host.slice(star + 1));
  });
}
