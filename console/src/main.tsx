import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./app/console.js";
import { placeDrawings } from "./kit/icon.js";
import { applyTheme } from "./kit/theme.js";
import "./styles/index.css";

const root = document.getElementById("root");
if (!root) throw new Error("no place for the console in its page");
applyTheme();
placeDrawings();
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
