// Commands that LaTeX with amsmath, amssymb, mathtools, cancel and xcolor knows and that can do nothing
// but typeset. Left out: what defines, reads, writes, prints to the log, opens groups of its own or
// takes a length without braces.

/** Commands that take no argument. */
export const symbols = new Set(
  `
  alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon
  phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varepsilon vartheta
  varkappa varpi varrho varsigma varphi varGamma varDelta varTheta varLambda varXi varPi varSigma
  varUpsilon varPhi varPsi varOmega digamma aleph beth gimel daleth hbar hslash imath jmath ell wp Re
  Im partial nabla infty emptyset varnothing prime backprime eth mho complement angle measuredangle
  sphericalangle surd top bot forall exists nexists neg lnot flat natural sharp square Box blacksquare
  triangle triangledown blacktriangle blacktriangledown lozenge blacklozenge Diamond bigstar clubsuit
  diamondsuit heartsuit spadesuit diagup diagdown checkmark maltese circledR circledS yen degree

  pm mp times div ast star circ bullet cdot centerdot cap cup uplus sqcap sqcup vee wedge lor land
  setminus smallsetminus wr diamond bigtriangleup bigtriangledown triangleleft triangleright lhd rhd
  unlhd unrhd oplus ominus otimes oslash odot bigcirc dagger ddagger amalg dotplus Cap Cup barwedge
  veebar doublebarwedge boxminus boxtimes boxdot boxplus divideontimes ltimes rtimes leftthreetimes
  rightthreetimes curlywedge curlyvee circleddash circledast circledcirc intercal And

  le leq ge geq lt gt ne neq equiv sim simeq approx cong propto asymp doteq models mid nmid parallel
  nparallel perp prec succ preceq succeq ll gg lll ggg subset supset subseteq supseteq subsetneq
  supsetneq nsubseteq nsupseteq sqsubset sqsupset sqsubseteq sqsupseteq in notin ni owns vdash dashv
  smile frown bowtie Join leqq geqq leqslant geqslant eqslantless eqslantgtr lesssim gtrsim lessapprox
  gtrapprox approxeq lessdot gtrdot lessgtr gtrless lesseqgtr gtreqless doteqdot Doteq risingdotseq
  fallingdotseq backsim backsimeq subseteqq supseteqq Subset Supset preccurlyeq succcurlyeq
  curlyeqprec curlyeqsucc precsim succsim precapprox succapprox vartriangleleft vartriangleright
  trianglelefteq trianglerighteq vDash Vdash Vvdash shortmid shortparallel bumpeq Bumpeq circeq eqcirc
  triangleq thicksim thickapprox varpropto therefore because between pitchfork backepsilon nless ngtr
  nleq ngeq nleqslant ngeqslant lneq gneq lneqq gneqq lnsim gnsim nprec nsucc npreceq nsucceq nsim ncong
  nvdash nvDash nVdash nVDash ntriangleleft ntriangleright ntrianglelefteq ntrianglerighteq coloneqq
  coloneq eqqcolon vcentcolon not colon

  to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow uparrow downarrow
  updownarrow Uparrow Downarrow Updownarrow longleftarrow longrightarrow longleftrightarrow
  Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto hookleftarrow hookrightarrow
  leftharpoonup leftharpoondown rightharpoonup rightharpoondown rightleftharpoons leftrightharpoons
  nearrow searrow swarrow nwarrow leadsto implies impliedby iff rightsquigarrow leftrightsquigarrow
  leftleftarrows rightrightarrows leftrightarrows rightleftarrows upuparrows downdownarrows
  twoheadleftarrow twoheadrightarrow leftarrowtail rightarrowtail curvearrowleft curvearrowright
  circlearrowleft circlearrowright looparrowleft looparrowright dashleftarrow dashrightarrow Lsh Rsh
  multimap upharpoonleft upharpoonright downharpoonleft downharpoonright Lleftarrow Rrightarrow
  nleftarrow nrightarrow nleftrightarrow nLeftarrow nRightarrow nLeftrightarrow restriction

  ldots cdots vdots ddots dots dotsb dotsc dotsi dotsm dotso mathellipsis
  sum prod coprod int iint iiint iiiint idotsint oint bigcap bigcup bigvee bigwedge bigoplus bigotimes
  bigodot biguplus bigsqcup smallint
  sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg lim limsup liminf max
  min sup inf det dim ker hom arg deg gcd Pr injlim projlim varlimsup varliminf varinjlim varprojlim
  argmin argmax bmod

  left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm
  lbrace rbrace lbrack rbrack langle rangle lvert rvert lVert rVert vert Vert lceil rceil lfloor rfloor
  lgroup rgroup lmoustache rmoustache ulcorner urcorner llcorner lrcorner backslash

  rm bf it sf tt cal displaystyle textstyle scriptstyle scriptscriptstyle R N Z
  mathstrut limits nolimits over atop choose notag nonumber

  quad qquad enspace thinspace medspace thickspace negthinspace negmedspace negthickspace space
  nobreakspace hline

  textbackslash textasciicircum textasciitilde textbar textless textgreater textunderscore
  textbraceleft textbraceright textdollar textdegree textellipsis textendash textemdash
  textquoteleft textquoteright textquotedblleft textquotedblright
  P S dag ddag copyright pounds ss ae AE oe OE o O aa AA i j
  `
    .trim()
    .split(/\s+/),
);

/** Commands that take an argument. */
export const functions = new Set(
  `
  frac dfrac tfrac cfrac binom dbinom tbinom sqrt overline underline overbrace underbrace overrightarrow
  overleftarrow overleftrightarrow underrightarrow underleftarrow underleftrightarrow widehat widetilde
  hat tilde bar vec dot ddot dddot ddddot acute grave breve check mathring overset underset stackrel
  substack xleftarrow xrightarrow xLeftarrow xRightarrow xleftrightarrow xLeftrightarrow xmapsto
  xhookleftarrow xhookrightarrow boxed fbox cancel bcancel xcancel phantom hphantom vphantom smash
  tag
  pmod pod mod operatorname operatornamewithlimits
  mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm bold pmb
  mathbin mathrel mathop mathord mathopen mathclose mathpunct mathinner
  text textrm textbf textit textsf texttt textnormal textmd textup emph
  hspace begin end color textcolor
  `
    .trim()
    .split(/\s+/),
);

/** Commands of one sign: spaces and escaped signs. */
const signs = new Set("\\{},:;!> |%&$#_()");

const environments = new Set(
  `
  matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases dcases rcases array subarray aligned
  alignedat gathered split align align* alignat alignat* gather gather* equation equation*
  `
    .trim()
    .split(/\s+/),
);

/** No larger than a line, so that no document breaks on it. */
const length = String.raw`-?\d{0,2}(?:\.\d{1,4})?\s*(?:em|ex|pt|mm|cm|in)`;
const colours =
  "(?:black|blue|brown|cyan|darkgray|gray|green|lightgray|lime|magenta|olive|orange|pink|purple|red|teal|violet|white|yellow)";

/** What must follow a command at once. */
const following: Readonly<Record<string, RegExp>> = {
  hspace: new RegExp(String.raw`^\{${length}\}`),
  color: new RegExp(String.raw`^\{${colours}\}`),
  textcolor: new RegExp(String.raw`^\{${colours}\}`),
};

/** What must follow the beginning of an environment at once. */
const argument: Readonly<Record<string, RegExp>> = {
  array: /^\{[lcr| ]{1,50}\}/,
  subarray: /^\{[lcr]\}/,
  alignat: /^\{\d{1,2}\}/,
  "alignat*": /^\{\d{1,2}\}/,
  alignedat: /^\{\d{1,2}\}/,
};

const rowSpace = new RegExp(String.raw`^\[${length}\]`);

/**
 * Whether LaTeX can do nothing with a formula but typeset it: each of its commands and environments is
 * on a list. What KaTeX makes of it says nothing of that: KaTeX never looks into an argument that a
 * command drops, and reads `@` as a letter, which it isn't in a document.
 */
export function isHarmless(tex: string): boolean {
  // Two carets spell any character, also a backslash; "%" hides what follows it.
  const rest = tex.replace(/\\(?:[A-Za-z@]+|[\s\S])/g, " ");
  if (/[\\#%]|\^\^|[^\P{Cc}\n\t]|\p{Cs}/u.test(rest)) return false;
  return [...tex.matchAll(/\\([A-Za-z@]+|[\s\S])/g)].every(({ 0: raw, 1: name = "", index }) =>
    isAllowed(name, tex.slice(index + raw.length, index + raw.length + 100)),
  );
}

function isAllowed(name: string, next: string): boolean {
  if (!/^[A-Za-z@]/.test(name)) {
    if (name !== "\\" || !next.startsWith("[")) return signs.has(name);
    return rowSpace.test(next);
  }
  if (!symbols.has(name) && !functions.has(name)) return false;
  if (name !== "begin" && name !== "end") return following[name]?.test(next) ?? true;
  const [whole, environment = ""] = /^\{([a-zA-Z]+\*?)\}/.exec(next) ?? [];
  if (whole === undefined || !environments.has(environment)) return false;
  return name === "end" || (argument[environment]?.test(next.slice(whole.length)) ?? true);
}
