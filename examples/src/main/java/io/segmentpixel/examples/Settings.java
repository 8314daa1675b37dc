package io.segmentpixel.examples;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.MemberId;
import java.util.List;
import java.util.Map;

/** The backend that the environment names, or none. */
public record Settings(String url, String username, String password, MemberId member) {
    private static final String URL = "SEGMENT_API_URL";
    private static final String USERNAME = "SEGMENT_API_USERNAME";
    private static final String PASSWORD = "SEGMENT_API_PASSWORD";
    private static final String MEMBER = "SEGMENT_API_MEMBER";
    private static final List<String> ALL = List.of(URL, USERNAME, PASSWORD, MEMBER);

    /** Whether the environment names a backend at all. */
    public static boolean areIn(Map<String, String> environment) {
        return ALL.stream().anyMatch(environment::containsKey);
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if one is missing or wrong, in one sentence
     */
    public static Settings from(Map<String, String> environment) {
        return new Settings(
                part(environment, URL),
                part(environment, USERNAME),
                part(environment, PASSWORD),
                member(part(environment, MEMBER)));
    }

    private static String part(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " must be set as well: a backend needs all of " + String.join(", ", ALL));
        }
        return value;
    }

    private static MemberId member(String text) {
        try {
            return MemberId.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(MEMBER + " \"" + text + "\": must be the number of a member", noNumber);
        }
    }

    /** A client of that backend. */
    public SegmentClient client() {
        return builder().build();
    }

    /** The settings of a client, for further ones. */
    public SegmentClient.Builder builder() {
        return SegmentClient.builder()
                .baseUrl(url)
                .credentials(Credentials.password(username, password))
                .member(member);
    }

    /** All but the password. */
    @Override
    public String toString() {
        return url + " as " + username + " of member " + member;
    }
}
