package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.Scheme;
import org.jsoup.nodes.Element;

/** Tells when the elements of a page make their calls, and which ones browsers keep from it. */
final class Calls {
    private final PageContext context;
    private final PagePolicies policies;

    Calls(PageContext context, PagePolicies policies) {
        this.context = context;
        this.policies = policies;
    }

    /** When an element makes its call, if no rule about schemes and no policy keeps it from that. */
    Fires unblocked(Element element, Ask ask, Fires fires, boolean isPlatforms, Page page, boolean isOfPage) {
        boolean isBroken = !isPlatforms
                || (element.normalName().equals("amp-pixel") && !AmpPage.mayBe(page))
                || (isOfPage && isScriptOfHtml(element) && ask.kind() == Ask.Kind.SCRIPT && !page.hasEndTag(element));
        return isBroken ? Fires.NEVER : fires;
    }

    /** When the calls are made that stand in a script's text. */
    Fires inScript(Element script, int start) {
        return InlineScript.runs(script) && !policies.run(script, start) ? Fires.NEVER : Fires.ON_DEMAND;
    }

    /** A script in a drawing may end itself. */
    private static boolean isScriptOfHtml(Element element) {
        return element.normalName().equals("script") && !Asks.isDrawn(element);
    }

    /**
     * When it does, as things are.
     *
     * @param start where the element begins in the page, or the frame that it is in
     */
    Fires blocked(Element element, Ask ask, ParsedCall parsed, Fires unblocked, int start) {
        boolean isMixed = context.isSecure().orElse(false)
                && parsed.scheme() == Scheme.HTTP
                && !ask.kind().isMixedAllowed()
                && !policies.isUpgrading(start);
        boolean isBlocked = isMixed || !policies.allow(element, start, ask.kind(), parsed);
        return unblocked.isActive() && isBlocked ? Fires.NEVER : unblocked;
    }
}
