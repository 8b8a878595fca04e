import type { ClientContext, Handlers } from '../context.js';
import { layOutForms } from '../forms/index.js';
import type { Environment } from '../protocol/commands.js';

export const envHandlers: Handlers = {
  set_env: ({ spec }, context) => applyEnvironment(spec, context),
};

function applyEnvironment(env: Environment, context: ClientContext): void {
  const { settings, page } = context;
  if (env.title !== undefined) document.title = env.title;
  if (env.output_max_width !== undefined)
    page.outputContainer.style.maxWidth = env.output_max_width;
  if (env.output_animation !== undefined) settings.outputAnimation = env.output_animation;
  if (env.auto_scroll_bottom !== undefined) settings.autoScrollBottom = env.auto_scroll_bottom;
  if (env.input_panel_fixed !== undefined) settings.inputPanelFixed = env.input_panel_fixed;
  if (env.input_auto_focus !== undefined) settings.inputAutoFocus = env.input_auto_focus;
  if (env.http_pull_interval !== undefined) settings.httpPullInterval = env.http_pull_interval;
  if (env.input_panel_min_height !== undefined) {
    settings.inputPanelMinHeight = Math.max(75, env.input_panel_min_height);
  }
  if (env.input_panel_init_height !== undefined) {
    settings.inputPanelInitHeight = Math.max(175, env.input_panel_init_height);
  }
  layOutForms(context);
}
