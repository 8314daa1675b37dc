package io.segmentpixel.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be wrong with a pixel on a page. The codes are stable, and each has a part of {@code docs/findings.md}.
 *
 * <pre>{@code
 * boolean isTwice = audit.findings().stream().anyMatch(finding -> finding.code() == FindingCode.DUPLICATE);
 * FindingCode.DUPLICATE.code(); // duplicate, as reports write it
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Pixels Advanced</em>, <em>Export a Segment Pixel</em> and <em>Segment Service</em>.
 */
public enum FindingCode {
    /** The call is by http, the page by https. */
    NON_SECURE(
            Severity.ERROR,
            "Non-secure pixel on an https page",
            "Call https, as in https://secure.adnxs.com/seg?…: browsers block a script by http here, and may block an image."),
    /** The call is by https, the page by http. */
    SECURE_ON_HTTP(
            Severity.WARNING,
            "Secure pixel on an http page",
            "Serve the page over https, or export the pixel as a non-secure one."),
    /** The tag stands in a comment. */
    COMMENTED_OUT(
            Severity.WARNING,
            "Pixel in a comment",
            "Take the comment's marks away if the pixel is to fire, or delete the comment."),
    /** The page makes the same call more than once. */
    DUPLICATE(Severity.WARNING, "Same call twice", "Delete all but one of the tags."),
    /** A cachebuster stands right behind another parameter's value. */
    GLUED_CACHEBUSTER(
            Severity.WARNING,
            "Cachebuster glued to a parameter",
            "Delete the cachebuster with its question mark, or write & in place of the question mark, as in &cb=839201."),
    /** An ampersand is escaped once too often, so that the parameter behind it is lost. */
    MANGLED_AMPERSAND(
            Severity.ERROR,
            "Ampersand escaped once too often",
            "Write each & of the address as & or &amp; in an attribute, and as & in a script."),
    /** The redirect is not percent-encoded, so that its own parameters belong to the call. */
    UNENCODED_REDIRECT(
            Severity.ERROR, "Redirect that is not encoded", "Percent-encode the address behind redir= as a whole."),
    /** A part of the call is the placeholder of a template that nobody filled in. */
    UNRENDERED_TEMPLATE(
            Severity.ERROR,
            "Placeholder that nobody filled in",
            "Have the server, or the tag manager, fill in the placeholder, or write the value itself."),
    /** A code is named without the member that owns it. */
    CODE_WITHOUT_MEMBER(
            Severity.ERROR, "Code without member", "Add member= with the number of the member that owns the code."),
    /** A segment's value is negative, no whole number, or too large. */
    VALUE_OUT_OF_RANGE(
            Severity.ERROR, "Value out of range", "Give a whole number from 0 to 2147483647 behind the colon."),
    /** The value stands in a parameter of its own. */
    PLAIN_VALUE(
            Severity.WARNING,
            "Value in a parameter of its own",
            "Write the value behind the segment, as in add=528336:5, and leave value= out."),
    /** An image goes on to more than one address, or to a script, or a script to an image. */
    TOO_MANY_PIGGYBACKS(
            Severity.ERROR,
            "Piggybacks that this kind of pixel cannot carry",
            "Export the pixel as JavaScript: an image goes on to one image at most."),
    /** An image element asks for a script, or a script element for an image. */
    WRONG_TYPE(
            Severity.WARNING,
            "Element and answer do not go together",
            "Write t=2 in an image, and t=1 in a script; without t, the answer is an image."),
    /** The platform makes nothing of the call. */
    INVALID_CALL(Severity.ERROR, "Call that says nothing", "Export the pixel again, and place it as it is."),
    /** The address holds a call, but browsers ask somebody else. */
    GOES_ELSEWHERE(
            Severity.ERROR,
            "Address that goes elsewhere",
            "Write the call's own address, in plain quotation marks, as in \"https://secure.adnxs.com/seg?add=528336&t=2\"."),
    /** An image stands in the head, which it ends. */
    IMAGE_IN_HEAD(
            Severity.WARNING,
            "Image in the head",
            "Move the tag into the body: browsers end the head where an image begins."),
    /** A script is never closed, and swallows what stands behind it. */
    UNCLOSED_SCRIPT(
            Severity.ERROR,
            "Script that is never closed",
            "Write </script> behind the start tag: a script that ends in /> swallows the page up to the next one."),
    /** One of the comments around a tag is missing or broken. */
    DAMAGED_COMMENT(
            Severity.WARNING,
            "Damaged comment around a pixel",
            "Place the tag again as it was exported, with both comments: they tell others which pixel this is."),
    /** The comments of a pixel stand around something else. */
    FOREIGN_COMMENT(
            Severity.WARNING,
            "Pixel's comment around something else",
            "Delete the comments, or place the tag that they name between them."),
    /** An AMP page holds a tag that AMP does not allow. */
    SCRIPT_ON_AMP(
            Severity.ERROR,
            "Tag that AMP does not allow",
            "Export the pixel as an amp-pixel: AMP pages take no other scripts, images and frames."),
    /** An amp-pixel stands on a page without AMP. */
    AMP_PIXEL_ELSEWHERE(Severity.ERROR, "amp-pixel on a page without AMP", "Export the pixel as an image or a script."),
    /** The page's content security policy does not allow the call. */
    BLOCKED_BY_POLICY(
            Severity.ERROR,
            "Blocked by the content security policy",
            "Allow the host in the policy; ContentSecurityPolicy.forTags says what a tag needs."),
    /** The call says nothing of the visitor's consent, on a page where it has to. */
    NO_PRIVACY_SIGNAL(
            Severity.ERROR,
            "No privacy signal",
            "Pass gdpr and gdpr_consent, or consent, as the visitor chose: without them the platform does not process the call."),
    /** The call says the same consent for everybody. */
    FIXED_CONSENT(
            Severity.WARNING,
            "The same consent for everybody",
            "Have the page fill in each visitor's own choice, or export the tag as one that asks the consent platform."),
    /** The account has no such segment. */
    UNKNOWN_SEGMENT(
            Severity.ERROR,
            "Segment that the account does not have",
            "Name a segment of the account: this one was deleted, never was, or is somebody else's."),
    /** The segment is switched off. */
    INACTIVE_SEGMENT(Severity.ERROR, "Inactive segment", "Activate the segment, or take the tag off."),
    /** The code is written in another case than the segment's. */
    CODE_CASE(
            Severity.ERROR,
            "Code in the wrong case",
            "Write the code just as the segment has it: in calls upper and lower case differ."),
    /** The segment was changed less than 20 minutes ago. */
    RECENTLY_CHANGED(
            Severity.NOTE,
            "Segment that was changed just now",
            "Wait: it takes about 20 minutes until all pixel servers know of a change."),
    /** The image is asked for only when it comes near the visible part of the page. */
    LAZY_IMAGE(
            Severity.WARNING,
            "Image that waits to be seen",
            "Take loading=\"lazy\" off: an image that nobody scrolls to makes no call."),
    /** The page belongs to a step of the funnel, and does not bear its pixel. */
    MISSING_FROM_FUNNEL(
            Severity.ERROR, "Page of a funnel without its pixel", "Place the step's pixel; SitePlacer does it."),
    /** The page could not be read. */
    UNREADABLE(Severity.WARNING, "What could not be read", "See to what the sentence says, and run the audit again.");

    private final Severity severity;
    private final String title;
    private final String remedy;

    FindingCode(Severity severity, String title, String remedy) {
        this.severity = severity;
        this.title = title;
        this.remedy = remedy;
    }

    /**
     * The code by its name.
     *
     * @param code as {@link #code} gives it; case does not matter
     * @return empty if there is none of that name
     */
    public static Optional<FindingCode> of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /**
     * The code as reports write it.
     *
     * @return lower-case words with hyphens, as in {@code glued-cachebuster}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * How much it matters.
     *
     * @return the same for all findings of a code
     */
    public Severity severity() {
        return severity;
    }

    /**
     * What it is.
     *
     * @return some words, without a full stop
     */
    public String title() {
        return title;
    }

    /**
     * What to do about it.
     *
     * @return one sentence
     */
    public String remedy() {
        return remedy;
    }

    /** The {@link #code}. */
    @Override
    public String toString() {
        return code();
    }
}
