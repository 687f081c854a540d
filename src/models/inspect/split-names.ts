export function isGguf(name: string): boolean {
  return /\.gguf$/i.test(name);
}

const part = /-(\d{5})-of-(\d{5})(?=\.gguf$)/i;

/** All file names of a split GGUF model, from the name of any; only the name itself for a whole one. */
export function splitNames(name: string): string[] {
  const [, , total] = part.exec(name) ?? [];
  const count = Number(total);
  if (!total || count < 1) return [name];
  return Array.from({ length: count }, (_, index) =>
    name.replace(part, `-${String(index + 1).padStart(5, "0")}-of-${total}`),
  );
}

/** A model's name for people: without folders, the ending, and a part's number. */
export function modelTitle(name: string): string {
  const file = name.split("/").at(-1) ?? name;
  return file.replace(part, "").replace(/\.gguf$/i, "") || file;
}
