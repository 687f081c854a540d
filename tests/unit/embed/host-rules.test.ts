import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  allowsHost,
  anyHost,
  HostRulesError,
  readHostRules,
} from "../../../src/embed/protocol/host-rules";

describe("the owner's rules", () => {
  it("let any host embed, as they come with the app", async () => {
    const file = new URL("../../../public/embed-hosts.json", import.meta.url);
    expect(readHostRules(await readFile(file, "utf8"))).toEqual(anyHost);
    expect(allowsHost(anyHost, "https://anything.example")).toBe(true);
    expect(allowsHost(anyHost, "null")).toBe(true);
  });

  it("name origins and subdomains", () => {
    const rules = readHostRules(
      '{"hosts": ["https://a.example", "https://*.b.example", "http://localhost:8080"]}',
    );
    for (const origin of [
      ...["https://a.example", "https://x.b.example", "https://x.y.b.example"],
      "http://localhost:8080",
    ]) {
      expect(allowsHost(rules, origin), origin).toBe(true);
    }
    for (const origin of [
      ...["http://a.example", "https://a.example:8443", "https://x.a.example", "https://b.example"],
      ...["https://evilb.example", "http://x.b.example", "https://x.b.example.evil.example"],
      ...["https://x.b.example:8443", "http://localhost", "null", ""],
    ]) {
      expect(allowsHost(rules, origin), origin).toBe(false);
    }
    expect(allowsHost(readHostRules('{"hosts": []}'), "https://a.example")).toBe(false);
  });

  it("take no pattern below which anybody can register a name", () => {
    for (const host of [
      ...[
        "https://*.com",
        "http://*.com",
        "https://*.co.uk",
        "https://*.github.io",
        "https://*.de",
      ],
      ...["https://*.com:8443", "https://*.edu.cn", "https://*.pages.dev"],
    ]) {
      expect(
        () => readHostRules(JSON.stringify({ hosts: ["https://a.example", host] })),
        host,
      ).toThrow(/anybody can have a name below it/);
    }
    for (const host of [
      ...["https://*.school.example", "https://*.uni.co.uk", "https://*.me.github.io"],
      // Names of a network's own.
      ...["http://*.localhost", "https://*.lan", "https://com"],
    ]) {
      expect(readHostRules(JSON.stringify({ hosts: [host] })), host).toEqual({ hosts: [host] });
    }
  });

  it("that can't be read are an error that says how they must be", () => {
    for (const json of [
      ...["", "{", "[]", '{"hosts": "all"}', '{"hosts": ["a.example"]}', '{"host": "*"}'],
      ...['{"hosts": ["https://a.example/"]}', '{"hosts": ["https://*"]}', '{"hosts": ["*"]}'],
      '{"hosts": ["https://A.example"]}',
    ]) {
      expect(() => readHostRules(json), json).toThrow(HostRulesError);
    }
  });
});
