import { memo, useRef } from "react";
import { growBlocks, noBlocks } from "./blocks";
import { closeUnfinished } from "./close-unfinished";
import { lex } from "./lex";
import { renderTokens } from "./render-tokens";

interface MathTextProps {
  readonly text: string;
  /** More text may come: what is unfinished is held back. @default false */
  readonly streaming?: boolean;
}

/** Model output as Markdown with formulas. While it grows, only its last block is parsed again. */
export const MathText = memo(function MathText({ text, streaming = false }: MathTextProps) {
  const known = useRef({ blocks: noBlocks, text: "" });
  const before = text.startsWith(known.current.text) ? known.current.blocks : noBlocks;
  const blocks = growBlocks(before, text);
  known.current = { blocks, text };
  return (
    <div className="math-text">
      {[...blocks.settled, blocks.tail].map((source, index, all) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          key={index}
          source={source}
          streaming={streaming && index === all.length - 1}
        />
      ))}
    </div>
  );
});

interface BlockProps {
  readonly source: string;
  readonly streaming: boolean;
}

const Block = memo(function Block({ source, streaming }: BlockProps) {
  return renderTokens(lex(streaming ? closeUnfinished(source) : source, streaming));
});
