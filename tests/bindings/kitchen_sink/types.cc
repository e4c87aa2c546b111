#include "tests/bindings/kitchen_sink/types.h"

namespace mortise {

DomString Types::Describe(const LeafOptions& options) {
  std::string out = std::to_string(options.zebra) + "," +
                    std::to_string(options.apple) + "," +
                    (options.monkey ? options.monkey->ToUtf8() : "none") + "," +
                    std::to_string(static_cast<int>(options.season)) + "," +
                    options.aardvark.ToUtf8();
  out += options.either ? std::to_string(options.either->index()) : "null";
  out += "," + std::to_string(options.seasons.size());
  out += options.table ? "," + std::to_string(options.table->size()) : ",none";
  out += options.nested ? "," + std::to_string(options.nested->zebra) : ",none";
  out += options.item ? "," + options.item->name().ToUtf8() : ",null";
  out += options.number == std::numeric_limits<double>::infinity() ? ",inf"
                                                                   : ",finite";
  out += "," + std::to_string(options.anything.index());
  out += options.plain ? ",object" : ",none";
  return DomString::FromUtf8(out);
}

LeafOptions Types::Make() {
  LeafOptions options;
  options.zebra = 5;
  options.aardvark = Latin1("x");
  options.seasons = {Season::kEmpty, Season::kWinter};
  options.table = {{Latin1("t"), {1, 2}}};
  options.item = ArrayItem::Create(Latin1("i"));
  options.number = 0.5;
  options.anything = true;
  return options;
}

}  // namespace mortise
