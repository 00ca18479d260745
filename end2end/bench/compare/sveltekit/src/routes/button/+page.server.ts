import { today } from "#lib/load.ts";

export const load = async () => ({ today: await today() });
