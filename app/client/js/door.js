// The way to keep.js, which comes behind the first picture: nobody waits for what is not shown.
// A browser remembers that a file did not come: another name asks again.
const there = () => import("../../../keep.js").catch(() => import("../../../keep.js?again"));

export const keep = async (errand) => (await there()).keep(errand);
