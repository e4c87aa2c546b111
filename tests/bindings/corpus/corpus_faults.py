"""Where @webref/idl does not keep to the Web IDL standard, and how each place
can be mended.

Each fault says which rule of `mortise-idl --list-rules` is broken, why that is
the corpus's fault, the places as FILE:LINE, and a change of that line which
keeps what was meant. `also` are lines that are mended with them, but are not at
fault, or not reported because one report stands for the whole.
"""

import dataclasses
import re
from typing import Callable


def drop(attribute):
    """Takes an extended attribute out of a line's list."""
    def mend(line):
        line, count = re.subn(
            rf"\[{attribute}\]\s*|\b{attribute},\s*|,\s*{attribute}\b", "",
            line)
        assert count == 1, (attribute, line)
        return line
    return mend


def replace(pattern, by):
    def mend(line):
        line, count = re.subn(pattern, by, line)
        assert count == 1, (pattern, line)
        return line
    return mend


@dataclasses.dataclass(frozen=True)
class Fault:
    rule: str
    why: str
    mend: Callable
    places: str
    also: str = ""

    def reported(self):
        return self.places.split()


FAULTS = (
    Fault(
        "same-object",
        "[SameObject] must not be used on anything other than a read only "
        "attribute whose type is an interface type or object. Frozen arrays, "
        "buffer sources, unions, `any` and `boolean` are neither.",
        drop("SameObject"),
        "compute-pressure.idl:24 cookiestore.idl:78 cookiestore.idl:79 "
        "cookiestore.idl:90 cookiestore.idl:91 css-font-loading.idl:91 "
        "css-images-4.idl:7 css-view-transitions.idl:46 gamepad.idl:41 "
        "long-animation-frames.idl:18 mediacapture-extensions.idl:24 "
        "mediacapture-streams.idl:194 mediacapture-streams.idl:195 "
        "mediasession.idl:69 mediasession.idl:84 notifications.idl:29 "
        "notifications.idl:34 notifications.idl:35 performance-timeline.idl:33 "
        "push-api.idl:19 push-api.idl:29 savedata.idl:7 service-workers.idl:125 "
        "service-workers.idl:232 webauthn.idl:157 webauthn.idl:162 "
        "webauthn.idl:171 webauthn.idl:172 webauthn.idl:173 webauthn.idl:8 "
        "webrtc.idl:478 webxr-depth-sensing.idl:56 webxr-hit-test.idl:68 "
        "webxr.idl:167 webxr.idl:189 webxr.idl:270 webxr.idl:271 webxr.idl:299 "
        "webxr.idl:300"),
    Fault(
        "extended-attribute-place",
        "[SameObject] is for attributes; this is an operation.",
        drop("SameObject"), "css-typed-om.idl:31"),
    Fault(
        "new-object",
        "[NewObject] must not be used on anything other than an operation that "
        "returns an interface type or a promise type. Typed arrays are buffer "
        "source types.",
        drop("NewObject"), "encoding.idl:42 geometry.idl:189 geometry.idl:190"),
    Fault(
        "extended-attribute-place",
        "[EnforceRange] is applicable to types, and before `required` it is on "
        "the member: `required` is followed by TypeWithExtendedAttributes.",
        replace(r"\[EnforceRange\] required ", "required [EnforceRange] "),
        "serial.idl:59 webcodecs.idl:142 webcodecs.idl:143 webcodecs.idl:163 "
        "webcodecs.idl:164 webcodecs.idl:171 webcodecs.idl:172 "
        "webcodecs.idl:232 webcodecs.idl:256 webcodecs.idl:287 "
        "webcodecs.idl:288 webcodecs.idl:289 webcodecs.idl:295 "
        "webcodecs.idl:400 webcodecs.idl:401"),
    Fault(
        "extended-attribute-place",
        "[EnforceRange] is applicable to types, and before `attribute` it is "
        "on the attribute.",
        replace(r"\[EnforceRange\] attribute ", "attribute [EnforceRange] "),
        "webrtc.idl:522"),
    Fault(
        "type-annotation-read-only",
        "A type with [EnforceRange] must not appear in a read only attribute, "
        "and it does in the union that CryptoKeyID is a name for.",
        replace("CryptoKeyID", "(unsigned long long or bigint)"),
        "webrtc-encoded-transform.idl:93"),
    Fault(
        "extended-attribute-place",
        "HTML: [Serializable] must not appear on anything other than an "
        "interface. This is a partial interface.",
        drop("Serializable"), "file-system-access.idl:20"),
    Fault(
        "extended-attribute-place",
        "HTML: [Transferable] must not appear on anything other than an "
        "interface. This is a partial interface.",
        replace(r"\(Window,DedicatedWorker\), Transferable", "Window"),
        "mediacapture-extensions.idl:19"),
    Fault(
        "exposed-subset",
        "The exposure set of a partial interface must be a subset of the "
        "interface's, and MediaStreamTrack's is Window.",
        lambda line: line, "mediacapture-extensions.idl:19"),
    Fault(
        "exposed-subset",
        "The exposure set of a partial interface must be a subset of the "
        "interface's, and MediaStream's is Window.",
        replace(r"\(Window,DedicatedWorker\)", "Window"),
        "mediacapture-extensions.idl:191"),
    Fault(
        "extended-attribute-form",
        "HTML: [Reflect] takes no arguments or takes a string, no identifier.",
        replace("=stagemode", '="stagemode"'), "model-element.idl:18"),
    Fault(
        "secure-context",
        "[SecureContext] must not be on a member and on the partial interface "
        "that it is declared on, or on its interface.",
        drop("SecureContext"),
        "bluetooth-scanning.idl:13 managed-configuration.idl:9"),
    Fault(
        "secure-context",
        "An interface without [SecureContext] must not inherit from one with "
        "it. (Mended at the parents, each of which has several heirs.)",
        drop("SecureContext"), "",
        also="html.idl:2821 webxr-depth-sensing.idl:43 webxr.idl:97 "
        "webxr.idl:158 webxr.idl:200"),
    Fault(
        "secure-context",
        "An interface without [SecureContext] must not inherit from one with "
        "it.",
        lambda line: line,
        "body-tracking.idl:105 css-animation-worklet.idl:12 "
        "css-layout-api.idl:11 css-paint-api.idl:11 webaudio.idl:610 "
        "webxr-depth-sensing.idl:55 webxr-depth-sensing.idl:66 "
        "webxr-depth-sensing.idl:78 webxr-hand-input.idl:52 "
        "webxr-hand-input.idl:64 webxrlayers.idl:20"),
    Fault(
        "default-operation",
        "[Default] must not be used on anything other than a regular operation "
        "that has default method steps, and these are defined for `object "
        "toJSON()` only.",
        replace(r"(\[Default\]) \w+", r"\1 object"),
        "webcodecs.idl:450 webrtc.idl:151"),
    Fault(
        "default-value",
        "null is a value of nullable types, and this interface or dictionary "
        "type is not nullable.",
        replace(" = null", ""),
        "css-layout-api.idl:131 push-api.idl:96 push-api.idl:97"),
    Fault(
        "default-value",
        "The type of the default value {} must be a dictionary type or a union "
        "with one. Records are neither.",
        replace(r" = \{\}", ""),
        "webgpu.idl:140 webgpu.idl:681 webtransport.idl:74"),
    Fault(
        "dictionary-cycle",
        "The type of a dictionary member must not include the dictionary it "
        "appears on, and a sequence of it does.",
        replace(r"sequence<HIDCollectionInfo>", "sequence<object>"),
        "hid.idl:82"),
    Fault(
        "dictionary-cycle",
        "The type of a dictionary member must not include the dictionary it "
        "appears on.",
        replace("RouterCondition", "object"),
        "service-workers.idl:187", also="service-workers.idl:186"),
    Fault(
        "exception-interface",
        "The constructor of an interface that inherits from DOMException must "
        "take as its first parameter an optional DOMString named message that "
        "defaults to the empty string.",
        replace(r"\(DOMString constraint, (.*)\);",
                r'(\1, optional DOMString constraint = "");'),
        "mediacapture-streams.idl:157"),
    Fault(
        "exception-interface",
        "The constructor of an interface that inherits from DOMException must "
        "take as its first parameter an optional DOMString named message that "
        "defaults to the empty string.",
        replace(r"\(RTCErrorInit init, (.*)\);",
                r"(\1, optional RTCErrorInit init);"),
        "webrtc.idl:602"),
    Fault(
        "frozen-array-place",
        "A frozen array must only be used as the type of an attribute, not as "
        "the parameter of another type.",
        replace(r"<FrozenArray<", "<sequence<"),
        "css-parser-api.idl:74 service-workers.idl:66 service-workers.idl:141 "
        "service-workers.idl:251 service-workers.idl:256"),
    Fault(
        "frozen-array-place",
        "A frozen array must only be used as the type of an attribute, not of "
        "an argument.",
        replace("FrozenArray<FrozenArray<", "sequence<sequence<"),
        "webaudio.idl:649 webaudio.idl:650"),
    Fault(
        "nullable-dictionary",
        "If the type of a dictionary member is nullable, its inner type must "
        "not be a dictionary type.",
        replace(r"\?", ""),
        "intersection-observer.idl:38 reporting.idl:12 "
        "webxr-dom-overlays.idl:11"),
    Fault(
        "attribute-type",
        "The type of an attribute must not be a dictionary type, nullable or "
        "not.",
        replace(r"XRDOMOverlayState\?", "object?"), "webxr-dom-overlays.idl:15"),
    Fault(
        "overload-prefix",
        "With two arguments, the constructors are told apart by the second; "
        "the first must then have the same optionality in both.",
        replace(r"(input = \{\}), .*\);", r"\1);"), "urlpattern.idl:11"),
    Fault(
        "syntax",
        "PartialInterfaceMember has no Constructor.",
        replace(r"constructor\(\);", ""),
        "mediacapture-surface-control.idl:16 webrtc-ice.idl:17"),
    Fault(
        "typedef-of-typedef",
        "The type of a typedef must not be the identifier of another typedef.",
        replace("AlgorithmIdentifier Hash", "(object or DOMString) Hash"),
        "webcrypto.idl:19"),
    Fault(
        "union-distinguishable",
        "Each pair of flattened member types must be distinguishable, and a "
        "CSSColorValue is a CSSStyleValue.",
        replace(r"\(CSSColorValue or CSSStyleValue\)", "CSSStyleValue"),
        "css-typed-om.idl:351"),
    Fault(
        "union-distinguishable",
        "Each pair of flattened member types must be distinguishable, and "
        "enumerations, being string types, are not.",
        replace(r"\(.*\)", "DOMString"), "digital-credentials.idl:32"),
    Fault(
        "union-distinguishable",
        "Each pair of flattened member types must be distinguishable, and two "
        "dictionaries are not.",
        replace(r"\(.*\)", "object"), "secure-payment-confirmation.idl:74"),
)


def expected():
    """All faults as (FILE:LINE, rule), sorted."""
    return sorted((place, fault.rule) for fault in FAULTS
                  for place in fault.reported())


def mends_of(file):
    """(line, change) of a file."""
    for fault in FAULTS:
        for place in (fault.places + " " + fault.also).split():
            name, _, line = place.partition(":")
            if name == file:
                yield int(line), fault.mend
