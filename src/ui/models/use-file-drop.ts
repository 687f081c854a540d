import { useEffect, useState } from "react";

/**
 * Takes files dropped anywhere on the page: else the browser would leave the page to show one.
 * @returns whether a file is being dragged over the page
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      // Between two elements of the page there is one that it goes to.
      if (event.relatedTarget === null) setDragging(false);
    };
    // A mouse that moves drags nothing: not every drag that ends elsewhere is told.
    const move = () => setDragging(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("pointermove", move);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("drop", drop);
    };
  }, [onFiles]);
  return dragging;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
