// The build lies in a cache that may have other lock files above it: the root must be told.
const root = import.meta.dirname;

/** @type {import("next").NextConfig} */
export default { output: "standalone", outputFileTracingRoot: root, turbopack: { root }, poweredByHeader: false };
