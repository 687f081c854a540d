/** A worker's script as one text; tools/vite/script-text.ts makes it. */
declare module "*?script" {
  const text: string;
  export default text;
}
