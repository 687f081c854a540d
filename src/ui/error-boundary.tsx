import { Component, type ReactNode } from "react";
import { useTexts } from "./texts/use-texts";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

type ErrorBoundaryState = { readonly error: Error | null };

/** Shows what to do when the page itself fails. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Broken message={error.message} />;
  }
}

function Broken({ message }: { readonly message: string }) {
  const texts = useTexts();
  const words = texts.broken;
  return (
    <main className="page">
      <section className="card broken" role="alert">
        <h1>{words.title}</h1>
        <p>{words.about}</p>
        <pre className="code-block">
          <code>{texts.message(message)}</code>
        </pre>
        <button
          type="button"
          className="button button-primary"
          onClick={() => window.location.reload()}
        >
          {words.reload}
        </button>
      </section>
    </main>
  );
}
