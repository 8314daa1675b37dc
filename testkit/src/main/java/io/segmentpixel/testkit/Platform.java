package io.segmentpixel.testkit;

/** What a sandbox stands in for, behind its ports: users, segments, visitors' stays, and what is noted of them. */
final class Platform {
    final SandboxClock clock;
    final Logins logins;
    final Backend backend;
    final Memberships memberships;
    final Journal journal = new Journal();
    final SandboxServer server;
    volatile Limits limits;

    Platform(SandboxSettings settings) {
        clock = new SandboxClock(settings.clock);
        limits = settings.limits;
        logins = new Logins(clock, () -> limits);
        settings.users().forEach(logins::put);
        backend = new Backend(clock, () -> limits.segments());
        settings.shared.forEach(backend::share);
        settings.advertisers.forEach(backend::name);
        memberships = new Memberships(backend, settings.propagation);
        ApiServer api = new ApiServer(backend, logins, new Rates(clock, () -> limits), () -> limits, journal);
        PixelServer pixels = new PixelServer(memberships, settings.usersyncPixels, clock, journal);
        server = new SandboxServer(api, pixels, journal, clock, settings.latency);
    }
}
