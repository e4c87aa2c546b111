#include <algorithm>
#include <iterator>

#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {
namespace {

// By name: the order of the input's files shall not show.
bool ComesBefore(const Global* a, const Global* b) { return a->name < b->name; }

// Of the exposure sets alone; both are sorted.
bool IsSubset(const Exposure& a, const Exposure& b) {
  if (b.everywhere) {
    return true;
  }
  return !a.everywhere &&
         std::includes(b.globals.begin(), b.globals.end(), a.globals.begin(),
                       a.globals.end(), ComesBefore);
}

SourceRange ExposedRange(const ExtendedAttributes& attributes) {
  return attributes.Find(ExtendedAttributeId::kExposed)->range;
}

bool IsMixin(const ast::Definition& part) {
  return part.kind == ast::DefinitionKind::kMixin;
}

}  // namespace

// Pass 5, https://webidl.spec.whatwg.org/#Exposed.
void Linker::ComputeExposure() {
  CollectGlobals();
  for (Interface* interface : interfaces_) {  // Ancestors come first.
    interface->exposure = ExposureOf(*interface, /*is_required=*/true);
    CheckInheritedExposure(*interface);
    ExposeParts(*interface, interface->exposure);
    ExposeMembers(*interface, interface->exposure, *lists_[interface]);
  }
  for (Namespace* space : namespaces_) {
    space->exposure = ExposureOf(*space, /*is_required=*/true);
    ExposeParts(*space, space->exposure);
    ExposeMembers(*space, space->exposure, *lists_[space]);
  }
  for (CallbackInterface* callback : callback_interfaces_) {
    const bool is_object = !callback->constants.empty();
    const bool has_own = callback->Has(ExtendedAttributeId::kExposed);
    if (is_object || has_own) {
      const Exposure* exposure = ExposureOf(*callback, is_object);
      if (is_object) {
        callback->exposure = exposure;
        ExposeMembers(*callback, exposure, *lists_[callback]);
      }
    }
  }
}

void Linker::CollectGlobals() {
  for (const Interface* interface : interfaces_) {
    if (interface->global_names.empty()) {
      continue;
    }
    Global* global = arena_->New<Global>();
    global->name = interface->name;
    global->interface = interface;
    globals_.push_back(global);
    for (const ast::Identifier& name : interface->global_names) {
      globals_by_name_[name.text].push_back(global);
    }
  }
}

const Exposure* Linker::OwnExposure(const ExtendedAttributes& attributes) {
  const ast::ExtendedAttribute* exposed =
      attributes.Find(ExtendedAttributeId::kExposed);
  if (exposed == nullptr) {
    return nullptr;
  }
  const auto [cached, is_new] = own_exposures_.try_emplace(exposed, nullptr);
  if (!is_new) {
    return cached->second;
  }
  Exposure* exposure = arena_->New<Exposure>();
  cached->second = exposure;
  if (exposed->form == ast::ExtendedAttributeForm::kWildcard) {
    exposure->everywhere = true;
    return exposure;
  }
  std::vector<const Global*> globals;
  NameSet seen;
  for (const ast::Identifier& name : exposed->values) {
    if (!seen.insert(name.text).second) {
      Report(Rule::kExposedUnknownGlobal, name.range,
             StrCat("'", name.text, "' is in [Exposed] twice"));
      continue;
    }
    auto found = globals_by_name_.find(name.text);
    if (found == globals_by_name_.end()) {
      const bool knows_globals =
          !globals_.empty() && globals_[0]->interface != nullptr;
      if (knows_globals || lost_definitions_) {
        if (!lost_definitions_) {
          Report(Rule::kExposedUnknownGlobal, name.range,
                 StrCat("'", name.text,
                        "' is not the global name of any interface; one "
                        "declares it with [Global=",
                        name.text, "]"));
        }
        continue;
      }
      // There are no global interfaces in this input: the embedder has them.
      Global* global = arena_->New<Global>();
      global->name = name.text;
      globals_.push_back(global);
      found = globals_by_name_
                  .emplace(name.text, std::vector<const Global*>{global})
                  .first;
    }
    globals.insert(globals.end(), found->second.begin(), found->second.end());
  }
  std::sort(globals.begin(), globals.end(), ComesBefore);
  globals.erase(std::unique(globals.begin(), globals.end()), globals.end());
  exposure->globals = arena_->Copy(globals);
  return exposure;
}

const Exposure* Linker::ExposureOf(const Definition& definition,
                                   bool is_required) {
  const ExtendedAttributes& attributes = definition.extended_attributes;
  Exposure* exposure = arena_->New<Exposure>();
  if (const Exposure* own = OwnExposure(attributes)) {
    *exposure = *own;
  } else {
    // Without it the model has a meaning only if the rule is allowed.
    exposure->everywhere = true;
    // One that is there, but in the wrong form, has been reported.
    const auto written = definition.parts[0]->extended_attributes;
    if (is_required &&
        std::none_of(written.begin(), written.end(), [](const auto& attribute) {
          return attribute.name.text == "Exposed";
        })) {
      Report(Rule::kExposedMissing, definition.range,
             StrCat("'", definition.name, "' must have [Exposed]"))
          .AddNote(definition.range,
                   "[Exposed=*] exposes it to every kind of global object");
    }
  }
  exposure->secure_context =
      definition.Has(ExtendedAttributeId::kSecureContext);
  exposure->cross_origin_isolated =
      definition.Has(ExtendedAttributeId::kCrossOriginIsolated);
  if (exposure->secure_context && exposure->cross_origin_isolated) {
    Report(Rule::kSecureContext, definition.range,
           "[SecureContext] says nothing beside [CrossOriginIsolated]");
  }
  return exposure;
}

void Linker::CheckInheritedExposure(const Interface& interface) {
  const Interface* parent = interface.parent;
  if (parent == nullptr) {
    return;
  }
  const SourceRange range = interface.parts[0]->target.range;
  if (!IsSubset(*interface.exposure, *parent->exposure)) {
    Report(Rule::kExposedSubset, range,
           StrCat("'", interface.name, "' is exposed where '", parent->name,
                  "', which it inherits from, is not"))
        .AddNote(parent->range, StrCat("'", parent->name, "' is defined here"));
  }
  if (parent->exposure->secure_context && !interface.exposure->secure_context) {
    Report(Rule::kSecureContext, range,
           StrCat("'", interface.name, "' must have [SecureContext], as '",
                  parent->name, "' has"));
  }
  if (parent->exposure->cross_origin_isolated &&
      !interface.exposure->cross_origin_isolated) {
    Report(
        Rule::kCrossOriginIsolated, range,
        StrCat("'", interface.name, "' must have [CrossOriginIsolated], as '",
               parent->name, "' has"));
  }
}

// The exposure set of something in a `host` with an `own` set (or none).
Exposure Linker::Narrow(const Exposure& host, const Exposure* own,
                        bool is_mixin) {
  Exposure exposure = host;
  if (own == nullptr || (is_mixin && own->everywhere)) {
    return exposure;
  }
  exposure.everywhere = own->everywhere;
  exposure.globals = own->globals;
  if (is_mixin && !host.everywhere) {
    // https://webidl.spec.whatwg.org/#exposure-set-intersection
    std::vector<const Global*> both;
    std::set_intersection(own->globals.begin(), own->globals.end(),
                          host.globals.begin(), host.globals.end(),
                          std::back_inserter(both), ComesBefore);
    exposure.globals = arena_->Copy(both);
  }
  return exposure;
}

const Exposure* Linker::ExposureOfPart(const ast::Definition& part,
                                       const Definition& owner,
                                       const Exposure* host) {
  if (&part == owner.parts[0]) {
    return host;
  }
  const auto [cached, is_new] =
      part_exposures_.try_emplace(std::pair(&part, &owner), nullptr);
  if (!is_new) {
    return cached->second;
  }
  const ExtendedAttributes attributes = AttributesOfPart(part);
  const Exposure* own = OwnExposure(attributes);
  bool secure = attributes.Has(ExtendedAttributeId::kSecureContext);
  bool isolated = attributes.Has(ExtendedAttributeId::kCrossOriginIsolated);
  if (IsMixin(part)) {
    const ExtendedAttributes mixin =
        AttributesOfPart(*FindEntry(part.name.text)->main);
    const Exposure* mixin_own = OwnExposure(mixin);
    if (own != nullptr && mixin_own != nullptr && !IsSubset(*own, *mixin_own)) {
      Report(Rule::kExposedSubset, ExposedRange(attributes),
             StrCat("this part of mixin '", part.name.text,
                    "' is exposed where the mixin is not"))
          .AddNote(ExposedRange(mixin), "the mixin is exposed here");
    }
    own = own == nullptr ? mixin_own : own;
    secure |= mixin.Has(ExtendedAttributeId::kSecureContext);
    isolated |= mixin.Has(ExtendedAttributeId::kCrossOriginIsolated);
  } else if (own != nullptr && !IsSubset(*own, *host)) {
    Report(Rule::kExposedSubset, ExposedRange(attributes),
           StrCat("this part of '", owner.name, "' is exposed where '",
                  owner.name, "' is not"))
        .AddNote(owner.range, StrCat("'", owner.name, "' is defined here"));
  }
  Exposure* exposure = arena_->New<Exposure>();
  *exposure = Narrow(*host, own, IsMixin(part));
  exposure->secure_context |= secure;
  exposure->cross_origin_isolated |= isolated;
  cached->second = exposure;
  return exposure;
}

const Exposure* Linker::ExposureOfMember(const Member& member,
                                         const Definition& owner,
                                         const Exposure* host) {
  const ast::Definition& part = *member.declared_in;
  const Exposure* of_part = ExposureOfPart(part, owner, host);
  const ExtendedAttributes& attributes = member.extended_attributes;
  const bool secure = attributes.Has(ExtendedAttributeId::kSecureContext);
  const bool isolated =
      attributes.Has(ExtendedAttributeId::kCrossOriginIsolated);
  const Exposure* own = OwnExposure(attributes);
  if (own == nullptr && !secure && !isolated) {
    return of_part;
  }
  if (own != nullptr) {
    const ExtendedAttributes on_part = AttributesOfPart(part);
    const bool part_has = on_part.Has(ExtendedAttributeId::kExposed);
    if (part.is_partial && part_has) {
      Report(Rule::kExposedTwice, ExposedRange(attributes),
             "[Exposed] is both on this member and on the partial it is "
             "declared in")
          .AddNote(ExposedRange(on_part), "it is on the partial here");
    } else if (!IsMixin(part)) {
      if (!IsSubset(*own, *host)) {
        Report(Rule::kExposedSubset, ExposedRange(attributes),
               StrCat("this member is exposed where '", owner.name, "' is not"))
            .AddNote(owner.range, StrCat("'", owner.name, "' is defined here"));
      }
    } else if (part_has && !IsSubset(*own, *OwnExposure(on_part))) {
      Report(Rule::kExposedSubset, ExposedRange(attributes),
             StrCat("this member is exposed where its mixin '", part.name.text,
                    "' is not"))
          .AddNote(ExposedRange(on_part), "the mixin is exposed here");
    }
  }
  CheckConditions(member, owner);
  Exposure* exposure = arena_->New<Exposure>();
  // [Exposed] on the member counts from the host; without it, from the part.
  *exposure = own == nullptr ? *of_part : Narrow(*host, own, IsMixin(part));
  exposure->secure_context = of_part->secure_context || secure;
  exposure->cross_origin_isolated = of_part->cross_origin_isolated || isolated;
  if (secure && exposure->cross_origin_isolated) {
    Report(Rule::kSecureContext,
           attributes.Find(ExtendedAttributeId::kSecureContext)->range,
           "[SecureContext] says nothing beside [CrossOriginIsolated]");
  }
  return exposure;
}

// Neither condition may be both on a member and on what it is declared in.
void Linker::CheckConditions(const Member& member, const Definition& owner) {
  struct Condition {
    ExtendedAttributeId id;
    Rule rule;
  };
  for (const Condition& condition :
       {Condition{ExtendedAttributeId::kSecureContext, Rule::kSecureContext},
        Condition{ExtendedAttributeId::kCrossOriginIsolated,
                  Rule::kCrossOriginIsolated}}) {
    const ast::ExtendedAttribute* own =
        member.extended_attributes.Find(condition.id);
    if (own == nullptr) {
      continue;
    }
    const ast::Definition& part = *member.declared_in;
    const ast::ExtendedAttribute* other =
        AttributesOfPart(part).Find(condition.id);
    if (other == nullptr) {
      const ast::Definition& whole =
          IsMixin(part) ? *FindEntry(part.name.text)->main : *owner.parts[0];
      other = AttributesOfPart(whole).Find(condition.id);
    }
    if (other != nullptr) {
      Report(condition.rule, own->range,
             StrCat("[", own->name.text,
                    "] is both on this member and on what it is declared in"))
          .AddNote(other->range, "the other one is here");
    }
  }
}

// Parts are checked though they have no members.
void Linker::ExposeParts(const Definition& owner, const Exposure* host) {
  for (const Part& part : PartsOf(*FindEntry(owner.name))) {
    ExposureOfPart(*part.ast, owner, host);
  }
}

void Linker::ExposeMembers(const Definition& owner, const Exposure* host,
                           const MemberLists& lists) {
  for (Member* member : lists.members) {
    member->exposure = ExposureOfMember(*member, owner, host);
  }
  if (lists.stringifier != nullptr) {
    lists.stringifier->exposure =
        ExposureOfMember(*lists.stringifier, owner, host);
  }
}

}  // namespace mortise::idl
