/** The numbers of a transformer that its memory need follows from. */
export interface ModelShape {
  readonly layers: number;
  /** Heads of the queries. */
  readonly heads: number;
  /** Heads of keys and values; fewer than `heads` with grouped-query attention. */
  readonly kvHeads: number;
  /** Numbers of one head's key, and of its value. */
  readonly headSize: number;
  /** Numbers of one token between layers. */
  readonly embeddingSize: number;
  /** Numbers of one token inside a layer's feed-forward part. */
  readonly feedForwardSize: number;
  /** Rows of the token table. */
  readonly vocabularySize: number;
  /** Most tokens of a text, as the file says. */
  readonly contextLength: number;
}
