/** Sums of halves and thirds in another order differ in their last digits. */
const sameWeight = 1e-9;

/**
 * Divides the nodes of a graph into cliques: sets in which every node is joined to every other. The
 * heaviest is taken first, then the heaviest of what is left, and so on. Where equally heavy ones
 * overlap, those nodes that are in several of them are taken out, each with those that have the same
 * neighbours; so no choice is left open, and the result does not depend on the order of the nodes.
 *
 * @param weights one a node, positive
 * @param joined symmetric
 * @returns for each clique its nodes, ascending
 */
export function largestCliques(
  weights: readonly number[],
  joined: readonly (readonly boolean[])[],
): number[][] {
  const areJoined = (a: number, b: number) => joined[a]?.[b] === true;
  const weightOf = (nodes: readonly number[]) =>
    nodes.reduce((sum, node) => sum + (weights[node] ?? 0), 0);
  let left = weights.map((_, node) => node);
  const taken: number[][] = [];
  while (left.length > 0) {
    const cliques = maximalCliques(left, areJoined);
    const most = Math.max(...cliques.map(weightOf));
    const heaviest = cliques.filter((clique) => most - weightOf(clique) <= sameWeight);
    const shared = left.filter((node) => heaviest.filter((one) => one.includes(node)).length > 1);
    const next = shared.length > 0 ? twins(shared, left, areJoined) : heaviest;
    taken.push(...next);
    const gone = new Set(next.flat());
    left = left.filter((node) => !gone.has(node));
  }
  return taken.map((clique) => clique.sort((a, b) => a - b));
}

type Joined = (a: number, b: number) => boolean;

/** All sets of joined nodes that no further node fits (Bron and Kerbosch 1973, with a pivot). */
function maximalCliques(nodes: readonly number[], joined: Joined): number[][] {
  const found: number[][] = [];
  const neighbours = (node: number, among: readonly number[]) =>
    among.filter((other) => other !== node && joined(node, other));
  const grow = (clique: number[], candidates: readonly number[], done: readonly number[]) => {
    if (candidates.length === 0 && done.length === 0) found.push(clique);
    const [pivot] = [...candidates, ...done]
      .map((node) => ({ node, count: neighbours(node, candidates).length }))
      .sort((a, b) => b.count - a.count);
    let open = [...candidates];
    let closed = [...done];
    for (const node of candidates) {
      if (pivot && node !== pivot.node && joined(pivot.node, node)) continue;
      grow([...clique, node], neighbours(node, open), neighbours(node, closed));
      open = open.filter((other) => other !== node);
      closed = [...closed, node];
    }
  };
  grow([], nodes, []);
  return found;
}

/** Nodes in sets of those that are joined to each other and to the same others. */
function twins(nodes: readonly number[], all: readonly number[], joined: Joined): number[][] {
  const sets = new Map<string, number[]>();
  for (const node of nodes) {
    const key = all.filter((other) => other === node || joined(node, other)).join(" ");
    sets.set(key, [...(sets.get(key) ?? []), node]);
  }
  return [...sets.values()];
}
