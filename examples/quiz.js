// Own answers are compared with the solver's, and both are there again after a reload.

for (const [number, question] of document.querySelectorAll(".question").entries()) {
  const own = question.querySelector("input");
  const verdict = question.querySelector(".verdict");
  const solver = question.querySelector("math-solver");
  const key = `quiz ${number}`;

  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept) {
    own.value = kept.own;
    await customElements.whenDefined("math-solver");
    solver.setState(kept.state);
  }

  question.querySelector("button").addEventListener("click", async () => {
    verdict.textContent = "The solver works…";
    try {
      const { answer } = await solver.solve();
      if (answer === null) verdict.textContent = "The solver found no answer.";
      else if (answer === own.value.trim()) verdict.textContent = "You agree.";
      else verdict.textContent = "You differ. Who is right?";
      const state = await solver.getState();
      localStorage.setItem(key, JSON.stringify({ own: own.value, state }));
    } catch (error) {
      verdict.textContent = error.message;
    }
  });
}
