package io.segmentpixel.acceptance;

/** Consent platforms of a few lines for pages: they say what they are told to say, to whoever listens, at once and again. */
final class ConsentPlatforms {
    /** Made by the IAB's encoder: purposes 1, 2 and 7; vendors 10, 32 and 700. */
    static final String GRANTED_TC = "CQubeJfQubeJfAAAAAENAMCAAMIAAAAAAAAAFeQAwAFAAgAV4AAAAAAA.QAAA.IAAA";

    /** Made by the IAB's encoder: purposes 2 and 7; vendors 10 and 700. */
    static final String DENIED_TC = "CQubeJfQubeJfAAAAAENAMCAAEIAAAAAAAAAFeQAgAFAK8AAAAAA.QAAA.IAAA";

    /** Made by the IAB's encoder: section 7, SaleOptOut 2, which is no. */
    static final String NOT_OPTED_OUT_GPP = "DBABLA~BAAgAAAAAABA.QA";

    /** Made by the IAB's encoder: section 7, SaleOptOut 1. */
    static final String OPTED_OUT_GPP = "DBABLA~BAAQAAAAAABA.QA";

    static final String TCF_GRANTED = tcData("tcloaded", GRANTED_TC, true);
    static final String TCF_GRANTED_BY_CLICK = tcData("useractioncomplete", GRANTED_TC, true);
    static final String TCF_DENIED = tcData("useractioncomplete", DENIED_TC, false);
    static final String GPP_ALLOWED = pingData(NOT_OPTED_OUT_GPP, 2);
    static final String GPP_OPTED_OUT = pingData(OPTED_OUT_GPP, 1);

    private ConsentPlatforms() {}

    private static String tcData(String status, String text, boolean grants) {
        return "{gdprApplies: true, eventStatus: '" + status + "', tcString: '" + text
                + "', vendor: {consents: {10: true, 32: " + grants + "}}, purpose: {consents: {1: " + grants
                + ", 2: true}}}";
    }

    private static String pingData(String text, int saleOptOut) {
        return "{signalStatus: 'ready', gppString: '" + text
                + "', applicableSections: [7], parsedSections: {usnat: [{SaleOptOut: " + saleOptOut
                + ", SharingOptOut: 0, TargetedAdvertisingOptOut: 0}]}}";
    }

    /** A platform of the Transparency and Consent Framework; {@code sayTcf(changes)} makes it say something else. */
    static String tcf(String first) {
        return "(function () { var data = " + first
                + """
                , listeners = [];
                  window.__tcfapi = function (command, version, listener) {
                    if (command === "addEventListener" && version === 2) { listeners.push(listener); listener(data, true); }
                  };
                  window.sayTcf = function (changes) {
                    data = Object.assign({}, data, changes);
                    listeners.forEach(function (listener) { listener(data, true); });
                  };
                })();
                """;
    }

    /** A Global Privacy Platform; {@code sayGpp(changes)} makes it say something else. */
    static String gpp(String first) {
        return "(function () { var data = " + first
                + """
                , listeners = [];
                  function tell(listener, name) { listener({eventName: name, pingData: data}, true); }
                  window.__gpp = function (command, listener) {
                    if (command === "addEventListener") { listeners.push(listener); tell(listener, "listenerRegistered"); }
                  };
                  window.sayGpp = function (changes) {
                    data = Object.assign({}, data, changes);
                    listeners.forEach(function (listener) { tell(listener, "signalStatus"); });
                  };
                })();
                """;
    }
}
