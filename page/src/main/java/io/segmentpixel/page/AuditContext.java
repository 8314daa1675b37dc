package io.segmentpixel.page;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an audit has to know of a page beside its text.
 *
 * @param account the account's segments, if somebody said which they are
 * @param needsConsent whether each call must say what the visitor agreed to
 * @param policies the content security policies that the server sends
 * @param leftOut the findings that nobody wants to see
 * @param clock tells what was changed just now
 */
record AuditContext(
        Optional<Account> account, boolean needsConsent, List<String> policies, Set<FindingCode> leftOut, Clock clock) {
    static final AuditContext NOTHING_KNOWN =
            new AuditContext(Optional.empty(), false, List.of(), Set.of(), Clock.systemUTC());

    AuditContext with(Account changed) {
        return new AuditContext(Optional.of(changed), needsConsent, policies, leftOut, clock);
    }

    AuditContext requiringConsent() {
        return new AuditContext(account, true, policies, leftOut, clock);
    }

    AuditContext withPolicies(List<String> changed) {
        return new AuditContext(account, needsConsent, changed, leftOut, clock);
    }

    AuditContext leavingOut(Set<FindingCode> changed) {
        return new AuditContext(account, needsConsent, policies, changed, clock);
    }

    AuditContext with(Clock changed) {
        return new AuditContext(account, needsConsent, policies, leftOut, changed);
    }
}
