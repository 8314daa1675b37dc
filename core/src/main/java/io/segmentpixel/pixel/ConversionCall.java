package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.WebUrl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that counts a conversion, say a purchase, and puts the visitor into segments or takes the visitor out of them on the
 * way.
 *
 * <pre>{@code
 * ConversionCall.of(ConversionId.of(7313))
 *         .adding(SegmentId.of(12))
 *         .removing(SegmentId.of(13))
 *         .withOrderId("A-1007")
 *         .withRevenue(new BigDecimal("24.99"))
 *         .query(); // id=7313&seg=12&remove=13&order_id=A-1007&value=24.99
 * }</pre>
 *
 * <p>Options can be said in any order, and the last value said counts. A segment that is named twice counts once, at its first
 * place; none is both added and removed. Codes come with the member that owns them, one member a call. Segments have no values
 * here: {@code value} is the conversion's revenue.
 *
 * <p>Two calls are equal if their {@link #query queries} are. Platform documentation: <em>Conversion Pixels
 * Advanced</em>.
 */
public final class ConversionCall implements PixelCall {
    private static final int LONGEST_ORDER_ID = 36;
    private static final int LONGEST_OTHER = 20;
    private static final int MOST_DIGITS = 30;

    private final ConversionId id;
    private final Segments segments;
    private final Order order;
    private final Extras extras;

    /** What was bought: each a text or a macro. */
    private record Order(Optional<String> id, Optional<String> revenue) {
        static final Order NONE = new Order(Optional.empty(), Optional.empty());

        void appendTo(Query query) {
            id.ifPresent(text -> append(query, "order_id", text));
            revenue.ifPresent(text -> append(query, "value", text));
        }

        private static void append(Query query, String name, String text) {
            if (Macro.isOne(text)) {
                query.name(name).append(text);
            } else {
                query.add(name, text);
            }
        }
    }

    private ConversionCall(ConversionId id, Segments segments, Order order, Extras extras) {
        this.id = id;
        this.segments = segments;
        this.order = order;
        this.extras = extras;
    }

    /**
     * A call that counts a conversion and nothing else yet.
     *
     * @param id the conversion pixel
     * @return the call
     */
    public static ConversionCall of(ConversionId id) {
        return new ConversionCall(Objects.requireNonNull(id, "conversion id"), Segments.NONE, Order.NONE, Extras.NONE);
    }

    /**
     * Also puts the visitor into these segments.
     *
     * @param more any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them
     */
    public ConversionCall adding(SegmentId... more) {
        return with(segments.adding(more));
    }

    /**
     * Also puts the visitor into the segments of these codes.
     *
     * @param owner the owner of the codes
     * @param codes any number of codes
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them or names codes of another member, or if a code is not
     *     {@linkplain SegmentCode#isUsableInCalls usable in calls}
     */
    public ConversionCall adding(MemberId owner, SegmentCode... codes) {
        return with(segments.adding(owner, codes));
    }

    /**
     * Also takes the visitor out of these segments.
     *
     * @param more any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them
     */
    public ConversionCall removing(SegmentId... more) {
        return with(segments.removing(more));
    }

    /**
     * Also takes the visitor out of the segments of these codes.
     *
     * @param owner the owner of the codes
     * @param codes any number of codes
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them or names codes of another member, or if a code is not
     *     {@linkplain SegmentCode#isUsableInCalls usable in calls}
     */
    public ConversionCall removing(MemberId owner, SegmentCode... codes) {
        return with(segments.removing(owner, codes));
    }

    /**
     * With the order's number, by which the platform knows a conversion that is reported twice.
     *
     * @param orderId 1 to 36 characters, without lone surrogates; it stands in the call percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule, or is a macro: see {@link #withOrderIdMacro}
     */
    public ConversionCall withOrderId(String orderId) {
        Check.text("order id", orderId, LONGEST_ORDER_ID);
        Check.require(
                !Macro.isOne(orderId), "order id", Check.quoted(orderId), "is a macro, which withOrderIdMacro takes");
        return with(new Order(Optional.of(orderId), order.revenue()));
    }

    /**
     * With a macro for the order's number, unencoded.
     *
     * @param macro <code>${…}</code>, <code>{{…}}</code>, {@code […]} or {@code %%…%%}, as {@link SegmentValue#macro} takes it
     * @return a changed copy
     * @throws IllegalArgumentException if the text is no such macro
     */
    public ConversionCall withOrderIdMacro(String macro) {
        return with(new Order(Optional.of(Macro.checked("order id", macro)), order.revenue()));
    }

    /**
     * With the revenue, a plain number in the advertiser's currency.
     *
     * @param revenue 0 or greater, of at most 30 digits; written without an exponent
     * @return a changed copy
     * @throws IllegalArgumentException if the number breaks that rule
     */
    public ConversionCall withRevenue(BigDecimal revenue) {
        Objects.requireNonNull(revenue, "revenue");
        Check.require(
                revenue.signum() >= 0
                        && revenue.precision() <= MOST_DIGITS
                        && revenue.scale() <= MOST_DIGITS
                        && (long) revenue.precision() - revenue.scale() <= MOST_DIGITS,
                "revenue",
                revenue.toString(),
                "must be 0 or greater, of at most " + MOST_DIGITS + " digits");
        return with(new Order(order.id(), Optional.of(revenue.toPlainString())));
    }

    /**
     * With a macro for the revenue, unencoded.
     *
     * @param macro <code>${…}</code>, <code>{{…}}</code>, {@code […]} or {@code %%…%%}, as {@link SegmentValue#macro} takes it
     * @return a changed copy
     * @throws IllegalArgumentException if the text is no such macro
     */
    public ConversionCall withRevenueMacro(String macro) {
        return with(new Order(order.id(), Optional.of(Macro.checked("revenue", macro))));
    }

    /**
     * With a text of the caller's own, parameter {@code other}.
     *
     * @param text 1 to 20 characters, without lone surrogates; it stands in the call percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule
     */
    @Override
    public ConversionCall withOther(String text) {
        return with(extras.withOther(Check.text("other", text, LONGEST_OTHER)));
    }

    @Override
    public ConversionCall withPrivacy(Privacy privacy) {
        return with(extras.withPrivacy(privacy));
    }

    @Override
    public ConversionCall redirectingTo(String url) {
        return with(extras.redirectingTo(url));
    }

    @Override
    public ConversionCall withCodes(MemberId owner, Map<SegmentId, SegmentCode> codes) {
        return with(segments.renamed(Segments.names(codes), owner));
    }

    ConversionCall with(Segments changed) {
        return new ConversionCall(id, changed, order, extras);
    }

    private ConversionCall with(Order changed) {
        return new ConversionCall(id, segments, changed, extras);
    }

    ConversionCall with(Extras changed) {
        return new ConversionCall(id, segments, order, changed);
    }

    Segments segments() {
        return segments;
    }

    Extras extras() {
        return extras;
    }

    /**
     * The conversion pixel.
     *
     * @return its id
     */
    public ConversionId id() {
        return id;
    }

    /**
     * The order's number.
     *
     * @return the text or the macro, empty if never set
     */
    public Optional<String> orderId() {
        return order.id();
    }

    /**
     * The revenue, as it stands in the call.
     *
     * @return a plain number or a macro, empty if never set
     */
    public Optional<String> revenue() {
        return order.revenue();
    }

    @Override
    public List<SegmentRef> added() {
        return segments.added();
    }

    @Override
    public List<SegmentRef> removed() {
        return segments.removed();
    }

    @Override
    public Optional<MemberId> member() {
        return segments.member();
    }

    @Override
    public Optional<String> other() {
        return extras.other();
    }

    @Override
    public Privacy privacy() {
        return extras.privacy();
    }

    @Override
    public Optional<WebUrl> redirect() {
        return extras.redirect();
    }

    @Override
    public String path() {
        return "/px";
    }

    @Override
    public void appendQuery(StringBuilder target) {
        appendTo(new Query(target));
    }

    void appendTo(Query query) {
        query.name("id").append(id.value());
        segments.appendTo(query, "seg", "seg_code", Values.NONE);
        order.appendTo(query);
        extras.appendTo(query);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ConversionCall call && call.query().equals(query());
    }

    @Override
    public int hashCode() {
        return query().hashCode();
    }

    /** Path and query, as in {@code /px?id=7313}. */
    @Override
    public String toString() {
        return path() + "?" + query();
    }
}
