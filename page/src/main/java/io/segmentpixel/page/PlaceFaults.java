package io.segmentpixel.page;

import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.PixelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What is wrong with the element that a pixel stands in, and with where that stands. */
final class PlaceFaults {
    private static final Pattern SWALLOWED = Pattern.compile("<(?:/?[a-zA-Z][a-zA-Z0-9-]{0,20}[\\s/>]|!--)");
    private static final List<String> WAYS_TO_IMAGE = List.of("img-src", "connect-src");
    private static final List<String> WAYS_TO_SCRIPT = List.of("script-src-elem", "connect-src", "img-src");
    private static final Set<String> IMAGES = Set.of("img", "input", "amp-pixel");

    private final Page page;
    private final PageContext context;
    private final PagePolicies policies;
    private final boolean isAmp;
    private final EndOfHead endOfHead;

    PlaceFaults(Page page, PageContext context, PagePolicies policies) {
        this.page = page;
        this.context = context;
        this.policies = policies;
        this.isAmp = AmpPage.is(page);
        this.endOfHead = new EndOfHead(page);
    }

    List<Fault> of(FoundPixel pixel) {
        List<Fault> faults = new ArrayList<>();
        if (pixel.holder() == FoundPixel.Holder.COMMENT) {
            faults.add(new Fault(
                    FindingCode.COMMENTED_OUT, "The tag stands in a comment, so that no browser ever makes its call."));
        }
        if (!pixel.counts()) {
            return faults;
        }
        scheme(pixel).ifPresent(faults::add);
        inScript(pixel).ifPresent(faults::add);
        if (isAmp && pixel.holder() == FoundPixel.Holder.SCRIPT) {
            faults.add(onAmp(pixel));
        }
        Element element = pixel.element();
        if (element != null && pixel.kind() != Ask.Kind.OTHER) {
            faults.addAll(of(pixel, element));
        }
        return faults;
    }

    private Optional<Fault> scheme(FoundPixel pixel) {
        boolean isSecure = pixel.parsed().scheme() == Scheme.HTTPS;
        if (!context.isSecure().isPresent() || !pixel.isPlatforms() || isOpen(pixel)) {
            return Optional.empty();
        }
        boolean isUpgraded = policies.isUpgrading(pixel.placed().region().offset());
        if (context.isSecure().get() && pixel.isByHttp() && !isUpgraded) {
            String what = pixel.kind().isMixedAllowed() ? "may not make it" : "do not make it";
            return Optional.of(new Fault(
                    FindingCode.NON_SECURE, "The call is by http, and the page by https: browsers " + what + "."));
        }
        return !context.isSecure().get()
                        && isSecure
                        && !pixel.placed().element().equals("amp-pixel")
                ? Optional.of(new Fault(
                        FindingCode.SECURE_ON_HTTP,
                        "The call is by https, and the page by http, where the platform wants a non-secure pixel."))
                : Optional.empty();
    }

    /** Whether nobody knows what the address is for: a visitor may go there, or a script choose it on http pages alone. */
    private static boolean isOpen(FoundPixel pixel) {
        return pixel.kind() == Ask.Kind.OTHER && pixel.holder() != FoundPixel.Holder.SCRIPT;
    }

    private List<Fault> of(FoundPixel pixel, Element element) {
        List<Fault> faults = new ArrayList<>();
        String name = element.normalName();
        if (!pixel.isPlatforms()) {
            String host = pixel.parsed().host();
            faults.add(new Fault(
                    FindingCode.GOES_ELSEWHERE,
                    Address.isQuoted(pixel.placed().address())
                            ? "The quotation marks around the address are not plain ones, so that a browser takes them for a part of it, and asks elsewhere than "
                                    + host + "."
                            : "The address holds a call to " + host
                                    + ", and a browser that asks for it asks elsewhere."));
        }
        if (isScript(pixel)
                && (!page.hasEndTag(element)
                        || SWALLOWED.matcher(element.data()).find())) {
            faults.add(
                    new Fault(
                            FindingCode.UNCLOSED_SCRIPT,
                            page.hasEndTag(element)
                                    ? "The script takes what stands behind it for its own text, up to the next </script>."
                                    : "The script is nowhere closed, so that it does not run, and the rest of the page is lost."));
        }
        if (pixel.isActive()) {
            type(pixel, name).ifPresent(faults::add);
            head(pixel, element).ifPresent(faults::add);
            amp(pixel, element).ifPresent(faults::add);
            policy(pixel, element).ifPresent(faults::add);
            lazy(pixel, element).ifPresent(faults::add);
        }
        if (name.equals("amp-pixel") && !AmpPage.mayBe(page)) {
            faults.add(new Fault(
                    FindingCode.AMP_PIXEL_ELSEWHERE, "The page is none of AMP's, and no browser knows the element."));
        }
        return faults;
    }

    private static boolean isScript(FoundPixel pixel) {
        return pixel.taken() != null
                && pixel.kind() == Ask.Kind.SCRIPT
                && pixel.placed().element().equals("script");
    }

    private static Optional<Fault> type(FoundPixel pixel, String element) {
        Optional<PixelType> type = pixel.parsed().type();
        boolean wantsImage = IMAGES.contains(element);
        if (!pixel.isWhole() || (!wantsImage && !element.equals("script"))) {
            return Optional.empty();
        }
        PixelType wanted = wantsImage ? PixelType.IMAGE : PixelType.JAVASCRIPT;
        String asked = type.map(one -> one == PixelType.IMAGE ? "an image" : "a script")
                .orElse("neither an image nor a script");
        return type.filter(wanted::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Fault(
                        FindingCode.WRONG_TYPE,
                        "The element <" + element + "> takes " + (wantsImage ? "an image" : "a script")
                                + ", and the call asks for " + asked + "."));
    }

    private Optional<Fault> head(FoundPixel pixel, Element element) {
        return element.normalName().equals("img")
                        && endOfHead.isBehind(pixel.placed().region().offset())
                ? Optional.of(new Fault(
                        FindingCode.IMAGE_IN_HEAD,
                        "The image stands before the end of the head, and so ends it"
                                + (pixel.unblocked() == Fires.WITHOUT_SCRIPTS ? " where no scripts run" : "")
                                + ": what follows belongs to the body."))
                : Optional.empty();
    }

    private Optional<Fault> amp(FoundPixel pixel, Element element) {
        return isAmp && !element.normalName().startsWith("amp-") && pixel.unblocked() != Fires.WITHOUT_SCRIPTS
                ? Optional.of(onAmp(pixel))
                : Optional.empty();
    }

    private static Fault onAmp(FoundPixel pixel) {
        return new Fault(
                FindingCode.SCRIPT_ON_AMP, "The page is one of AMP's, which takes no " + pixel.tag() + " of others.");
    }

    private Optional<Fault> policy(FoundPixel pixel, Element element) {
        if (!policies.allow(element, pixel.placed().region().offset(), pixel.kind(), pixel.parsed())) {
            return Optional.of(new Fault(
                    FindingCode.BLOCKED_BY_POLICY,
                    "The page's policy does not allow " + pixel.kind().directive() + " "
                            + pixel.parsed().host() + "."));
        }
        return policies.refusedRedirect(element, pixel.placed().region().offset(), pixel.kind(), pixel.parsed())
                .map(url -> new Fault(
                        FindingCode.BLOCKED_BY_POLICY,
                        "The page's policy allows the call, but not "
                                + pixel.kind().directive() + " " + OneLine.of(url) + ", to which it goes on."));
    }

    /** What a policy has against a call that stands in a script's text. */
    private Optional<Fault> inScript(FoundPixel pixel) {
        if (pixel.element() != null || !pixel.placed().element().equals("script")) {
            return Optional.empty();
        }
        if (pixel.placed().fires() == Fires.NEVER) {
            return Optional.of(
                    new Fault(FindingCode.BLOCKED_BY_POLICY, "The page's policy does not let the script run."));
        }
        int start = pixel.placed().region().offset();
        return pixel.parsed()
                .type()
                .filter(type -> pixel.holder() == FoundPixel.Holder.SCRIPT && pixel.isWhole())
                .map(type -> type == PixelType.IMAGE ? WAYS_TO_IMAGE : WAYS_TO_SCRIPT)
                .filter(ways -> !policies.allowFromScript(start, ways, pixel.parsed()))
                .map(ways -> new Fault(
                        FindingCode.BLOCKED_BY_POLICY,
                        "The page's policy allows " + pixel.parsed().host() + " by none of " + String.join(", ", ways)
                                + ", so that no script can make the call."));
    }

    private static Optional<Fault> lazy(FoundPixel pixel, Element element) {
        return pixel.unblocked() == Fires.PERHAPS
                        && element.attr("loading").strip().equalsIgnoreCase("lazy")
                ? Optional.of(new Fault(
                        FindingCode.LAZY_IMAGE,
                        "The element " + pixel.tag()
                                + " makes the call only when it comes near the visible part of the page."))
                : Optional.empty();
    }
}
