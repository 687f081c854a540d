import { expect, it } from "vitest";
import { Turns } from "../../../src/python/turns";

it("lets so many at once, the others in the order they came, also after a failure", async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    turns
      .take(() => {
        begun.push(number);
        return new Promise<void>((resolve, reject) => {
          ends[number] = { resolve, reject };
        });
      })
      .catch(() => "failed"),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error("lost"));
  expect(await works[1]).toBe("failed");
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.resolve();
  await works[0];
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]?.resolve();
  ends[3]?.resolve();
  await Promise.all(works);
  expect(await turns.take(async () => "free")).toBe("free");
});
