import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// One file of JavaScript: the bench speaks HTTP/1.1, where eleven small ones stand in the stylesheet's way. Over the
// HTTP/2 of a real front they would not, so that way it would look half a second slower than it is.
export default defineConfig({ plugins: [sveltekit({ adapter: adapter(), output: { bundleStrategy: "single" } })] });
