import { memo, useEffect, useReducer, useRef } from "react";
import { type Block, type Continuation, groupSize, growBlocksWithin, noBlocks } from "./blocks";
import { closeUnfinished } from "./close-unfinished";
import { lex } from "./lex";
import { renderTokens } from "./render-tokens";

export interface MathBlocksProps {
  readonly text: string;
  /** More text may come: what is unfinished is held back. @default false */
  readonly streaming?: boolean;
}

/** What one turn may cost: the page must answer in between, whatever a text is made of. */
const costOfTurn = 25_000;

/**
 * Model output as Markdown with formulas. While it grows, only its last block is parsed again, and
 * only its last group of blocks looked at. A long text is drawn in several turns, from the top.
 */
export const MathBlocks = memo(function MathBlocks({ text, streaming = false }: MathBlocksProps) {
  const known = useRef({ blocks: noBlocks, text: "" });
  const before = text.startsWith(known.current.text) ? known.current.blocks : noBlocks;
  const blocks = growBlocksWithin(before, text, costOfTurn);
  known.current = { blocks, text };
  const unread = text.length - blocks.length;
  const [, drawOn] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => {
    if (unread === 0) return;
    const timer = setTimeout(drawOn);
    return () => clearTimeout(timer);
  }, [unread]);
  const { groups, tail } = blocks;
  const last = groups.at(-1);
  const places = last && last.length < groupSize ? groups : [...groups, noGroup];
  return (
    <div className="math-text" aria-busy={unread > 0 || undefined}>
      {places.map((group, index) => (
        <Group
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          key={index}
          blocks={group}
          tail={index === places.length - 1 ? tail : null}
          streaming={streaming && index === places.length - 1}
        />
      ))}
    </div>
  );
});

const noGroup: readonly Block[] = [];

interface GroupProps {
  readonly blocks: readonly Block[];
  /** The block being written, where it stands in this group. */
  readonly tail: Block | null;
  readonly streaming: boolean;
}

const Group = memo(function Group({ blocks, tail, streaming }: GroupProps) {
  const all = tail ? [...blocks, tail] : blocks;
  return (
    <div className={tail ? "math-group" : "math-group math-group-full"}>
      {all.map(({ source, continues }, index) => (
        <BlockView
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          key={index}
          source={source}
          continues={continues}
          streaming={streaming && index === blocks.length}
        />
      ))}
    </div>
  );
});

interface BlockViewProps {
  readonly source: string;
  readonly continues: Continuation;
  readonly streaming: boolean;
}

const BlockView = memo(function BlockView({ source, continues, streaming }: BlockViewProps) {
  const content = renderTokens(lex(streaming ? closeUnfinished(source) : source, streaming));
  if (continues === "nothing") return content;
  return <div className={`continued continued-${continues}`}>{content}</div>;
});
