async function unpack(bytes) {
  if (!bytes || !bytes.byteLength || typeof DecompressionStream === "undefined") return null;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
const find = (model, names) => Promise.all(names.map((name) => model.widget_manager.get_model(name.slice("IPY_MODEL_".length))));
const entry = (list) => (list.get("_options_labels") || [])[list.get("index")] ?? "";
