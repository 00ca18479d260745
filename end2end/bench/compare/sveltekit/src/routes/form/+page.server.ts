import { today } from "#lib/load.ts";

export const load = async () => ({ today: await today() });

export const actions = {
  default: async ({ request }) => {
    const state = (await request.formData()).get("state");
    return { done: state === "done" ? 1 : 0 };
  },
};
