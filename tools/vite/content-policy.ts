import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { frameScript } from "../../src/python/frame-script.ts";
import distribution from "../../src/python/pyodide-distribution.json" with { type: "json" };

/** Hosts that a framed page may fetch from; docs/models.md says when. */
const framedHosts = [
  new URL(distribution.url).origin,
  ...["https://huggingface.co", "https://*.huggingface.co", "https://*.hf.co"],
];

/**
 * The content security policy of a built page; docs/security.md, "The page's own policy", says why each
 * part is as it is.
 * @param framed the page that other sites embed, which offers no server of one's own
 */
export function contentPolicy(framed: boolean): string {
  const hash = createHash("sha256").update(frameScript).digest("base64");
  const connect = framed ? framedHosts.join(" ") : "https: http:";
  return [
    "default-src 'none'",
    `script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-${hash}'`,
    "worker-src 'self' blob:",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "manifest-src 'self'",
    `connect-src 'self' ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types math-solver",
  ].join("; ");
}

/** Puts the policy into the built pages, before anything that they load. The dev server has none. */
export function contentPolicyTag(): Plugin {
  return {
    name: "content-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { path }) => [
        {
          tag: "meta",
          attrs: {
            "http-equiv": "Content-Security-Policy",
            content: contentPolicy(path.endsWith("/embed.html")),
          },
          injectTo: "head-prepend",
        },
      ],
    },
  };
}
