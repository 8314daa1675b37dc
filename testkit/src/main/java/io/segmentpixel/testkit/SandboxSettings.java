package io.segmentpixel.testkit;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link Sandbox.Builder} has been told so far. */
final class SandboxSettings {
    int port;
    int httpsPort;
    MemberId member = MemberId.of(958);
    SandboxUser user = SandboxUser.named("sandbox");
    final List<SandboxUser> moreUsers = new ArrayList<>();
    final List<Segment> shared = new ArrayList<>();
    final Map<String, AdvertiserId> advertisers = new LinkedHashMap<>();
    List<PiggybackPixel> usersyncPixels = List.of();
    Clock clock = Clock.systemUTC();
    final Set<String> otherHosts = new LinkedHashSet<>();
    Limits limits = Limits.documented();
    Duration latency = Duration.ZERO;
    Duration propagation = Duration.ZERO;

    void advertiser(AdvertiserId id, String code) {
        if (code.isEmpty()) {
            throw new IllegalArgumentException("advertiser code \"\": must not be empty");
        }
        if (advertisers.putIfAbsent(code, id) != null) {
            throw new IllegalArgumentException("advertiser code \"" + code + "\": must be named once");
        }
    }

    /** The first user and the others, none of them twice. */
    List<SandboxUser> users() {
        Map<String, SandboxUser> users = new LinkedHashMap<>();
        users.put(user.name(), user.ofMember(member));
        for (SandboxUser more : moreUsers) {
            if (users.putIfAbsent(more.name(), more) != null) {
                throw new IllegalArgumentException("user \"" + more.name() + "\": must be named once");
            }
        }
        return List.copyOf(users.values());
    }
}
