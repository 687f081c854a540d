import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { contactedHosts } from "../../../src/ui/models/contacted-hosts";
import { en } from "../../../src/ui/texts/en";

/** Addresses in texts, links and files' first words: nothing is asked of them unless a person clicks. */
const onlyLinks = [
  ...["arxiv.org", "creativecommons.org", "www.apache.org", "localhost"],
  // How a Git LFS pointer begins; where a format is described.
  ...["git-lfs", "nbformat.readthedocs.io", "spec.commonmark.org"],
  // Names of what xAPI statements tell.
  "adlnet.gov",
];

const contacted = contactedHosts("this site", [], en).map(({ host }) => host);

it("docs/models.md names every host and says the same of it as the storage page", () => {
  const docs = readFileSync("docs/models.md", "utf8");
  for (const host of contacted.slice(1)) expect(docs).toContain(host);
  const { title, ownServer, ...reasons } = en.storage.hosts;
  for (const reason of Object.values(reasons)) expect(docs).toContain(reason);
});

it("the code holds no other host", () => {
  const files = ["src", "workers"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const hosts = files
    .filter((file) => /\.(tsx?|json|py)$/.test(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/https?:\/\/([\w.-]+\w)/g)])
    .map(([, host]) => host)
    .filter((host) => host !== undefined && !/\.(?:invalid|example)$/.test(host));
  expect(hosts).toContain("huggingface.co");
  expect(hosts.filter((host) => ![...contacted, ...onlyLinks].includes(host ?? ""))).toEqual([]);
});
