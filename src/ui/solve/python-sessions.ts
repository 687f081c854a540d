import { createContext } from "react";
import type { PythonSession } from "../../python/python-session";

/** Opens Python sessions for a person; null where cells are only shown. */
export const PythonSessions = createContext<(() => Promise<PythonSession>) | null>(null);
