package io.segmentpixel.export;

import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.segment.PixelType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A script that asks the page's consent platform, and fires once it may. */
final class ConsentGatedTag implements Tag {
    private static final List<PrivacySignal> PASSED_ON = List.of(
            PrivacySignal.GDPR,
            PrivacySignal.GDPR_CONSENT,
            PrivacySignal.CONSENT,
            PrivacySignal.GPP,
            PrivacySignal.GPP_SID);

    /**
     * Each platform that is there has its say: null until it allows the call, then the parameters that it passes on. 32 is the
     * ad platform's number on the IAB's list of vendors, 1 the purpose of storing and reading.
     */
    private static final String SCRIPT =
            """
            >(function (w) {
              var hasTcf = typeof w.__tcfapi === "function";
              var hasGpp = typeof w.__gpp === "function";
              var tcf = hasTcf ? null : "", gpp = hasGpp ? null : "", fired = false;
              function fire(url) {
                fired = true;
                @send@
              }
              function decide() {
                if (!fired && tcf !== null && gpp !== null) { fire(@url@); }
              }
              function parameter(name, value) {
                return value || value === 0 ? "&" + name + "=" + encodeURIComponent(value) : "";
              }
              function grants(list, number) {
                if (!list) { return false; }
                if (typeof list.length !== "number") { return list[number] === true; }
                if (typeof list[0] === "boolean") { return list[number - 1] === true; }
                for (var at = 0; at !== list.length; at++) { if (list[at] === number) { return true; } }
                return false;
              }
              function parts(section) {
                return section && typeof section.length === "number" ? section : section ? [section] : [];
              }
              function isGranted(section) {
                var all = parts(section);
                for (var at = 0; at !== all.length; at++) {
                  var vendors = all[at].VendorConsents || (all[at].vendor && all[at].vendor.consents);
                  var purposes = all[at].PurposeConsents || (all[at].purpose && all[at].purpose.consents);
                  if (grants(vendors, 32) && grants(purposes, 1)) { return true; }
                }
                return false;
              }
              function isOptedOut(section) {
                var all = parts(section);
                for (var at = 0; at !== all.length; at++) {
                  if (all[at].SaleOptOut === 1 || all[at].SharingOptOut === 1 || all[at].TargetedAdvertisingOptOut === 1) {
                    return true;
                  }
                }
                return all.length === 0;
              }
              function section(data, name) {
                var found = data.parsedSections && data.parsedSections[name];
                if (!found) { w.__gpp("getSection", function (read) { found = read; }, name); }
                return found;
              }
              function mayFire(data) {
                var names = {7: "usnat", 8: "usca", 9: "usva", 10: "usco", 11: "usut", 12: "usct"};
                var applying = data.applicableSections || [];
                for (var at = 0; at !== applying.length; at++) {
                  var name = names[applying[at]];
                  if (name && isOptedOut(section(data, name))) { return false; }
                  if (applying[at] === 2 && !hasTcf && !isGranted(section(data, "tcfeuv2"))) { return false; }
                }
                return true;
              }
              if (hasTcf) {
                w.__tcfapi("addEventListener", 2, function (data, success) {
                  if (!success || !data) { return; }
                  var done = data.eventStatus === "tcloaded" || data.eventStatus === "useractioncomplete";
                  var granted = done && data.vendor && grants(data.vendor.consents, 32)
                      && data.purpose && grants(data.purpose.consents, 1);
                  tcf = data.gdprApplies === false ? parameter("gdpr", 0) + parameter("gdpr_consent", data.tcString)
                      : granted ? parameter("gdpr", 1) + parameter("gdpr_consent", data.tcString) : null;
                  decide();
                });
              }
              if (hasGpp) {
                w.__gpp("addEventListener", function (event, success) {
                  if (success === false || !event || !event.pingData) { return; }
                  var data = event.pingData;
                  gpp = data.signalStatus === "ready" && mayFire(data)
                      ? parameter("gpp", data.gppString)
                          + parameter("gpp_sid", (data.applicableSections || []).join(",")).replace(/%2C/g, ",") : null;
                  decide();
                });
              }
              @otherwise@
            })(window);</script>""";

    private static final String IMAGE = "new Image().src = url;";
    private static final String JAVASCRIPT = "var script = document.createElement(\"script\"); script.src = url;"
            + " (document.head || document.documentElement).appendChild(script);";

    private final WhenNoConsentPlatform when;

    ConsentGatedTag(WhenNoConsentPlatform when) {
        this.when = when;
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.NONCE, Option.CACHE_BUSTER_MACRO, Option.OWN_CACHE_BUSTER);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        return PASSED_ON.stream()
                .filter(signal -> export.call().privacy().signal(signal).isPresent())
                .findFirst()
                .map(
                        signal -> "says " + signal.parameter()
                                + " itself, and this format passes on what the page's consent platform says: withPrivacy(Privacy.none())");
    }

    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        target.append("<script")
                .append(options.nonceAttribute())
                .append(SCRIPT.replace("@send@", export.type() == PixelType.IMAGE ? IMAGE : JAVASCRIPT)
                        .replace(
                                "@otherwise@",
                                when == WhenNoConsentPlatform.FIRE ? "if (!hasTcf && !hasGpp) { decide(); }" : "")
                        .replace("@url@", urlExpression(export, options)));
    }

    /** The address with the platforms' signals where a call has them: the one pair before what the export says, the other behind. */
    private static String urlExpression(PixelExport export, TagOptions options) {
        String url = options.url(export);
        int end = url.contains("&redir=") ? url.indexOf("&redir=") : url.indexOf("&t=");
        int middle = url.contains("&us_privacy=") ? url.indexOf("&us_privacy=") : end;
        String between = middle == end ? "" : " + \"" + url.substring(middle, end) + "\"";
        return "\"" + url.substring(0, middle) + "\" + tcf" + between + " + gpp + \"" + url.substring(end) + "\""
                + (options.hasOwnCacheBuster() ? CacheBuster.EXPRESSION : "");
    }
}
