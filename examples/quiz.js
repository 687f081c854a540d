// Answers are checked against the expected ones, and are there again after a reload.

for (const [number, question] of document.querySelectorAll(".question").entries()) {
  const own = question.querySelector("input");
  const verdict = question.querySelector(".verdict");
  const solver = question.querySelector("math-solver");
  const key = `quiz ${number}`;

  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept) {
    own.value = kept.own;
    verdict.textContent = kept.verdict;
  }

  question.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    verdict.textContent = "Checking…";
    try {
      verdict.textContent = inWords(await solver.check(own.value));
      const record = { own: own.value, verdict: verdict.textContent };
      localStorage.setItem(key, JSON.stringify(record));
    } catch (error) {
      verdict.textContent = error.message;
    }
  });
}

function inWords({ correct, score, attempts }) {
  if (correct) return attempts === 1 ? "Right." : `Right, at attempt ${attempts}.`;
  if (correct === null && !score) return "This could not be compared. Write it another way.";
  return score > 0 ? `Partly right: ${Math.round(100 * score)} %.` : "Not right yet.";
}
