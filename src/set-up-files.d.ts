/** What set-up has made for this app; tools/vite/set-up-files.ts tells. */
declare module "virtual:set-up-files" {
  const files: import("./python/core-files").SetUpFiles;
  export default files;
}
