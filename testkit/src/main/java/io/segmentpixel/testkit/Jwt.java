package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import okio.ByteString;

/**
 * A JSON web token, signed with RS256: the body of a login by key pair.
 *
 * @param header the header
 * @param claims the claims
 * @param signed the text that is signed
 * @param signature the signature
 */
record Jwt(JsonNode header, JsonNode claims, String signed, ByteString signature) {
    /** Reads a token, empty if the text is none. */
    static Optional<Jwt> read(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Jwt(
                    json(parts[0]), json(parts[1]), parts[0] + "." + parts[1], ByteString.of(decoded(parts[2]))));
        } catch (IllegalArgumentException | ApiException noToken) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String part) {
        return Json.read(new String(decoded(part), UTF_8));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    String keyName() {
        return Logins.text(header.path("kid"));
    }

    /** Whom it speaks of. */
    String subject() {
        return Logins.text(claims.path("sub"));
    }

    /** Whether it has all that the platform asks for, and was signed by the owner of this key. */
    boolean isSignedBy(PublicKey key) {
        boolean isComplete = header.path("alg").asText().equals("RS256")
                && header.path("typ").asText().equalsIgnoreCase("JWT")
                && claims.path("iat").isIntegralNumber();
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(signed.getBytes(UTF_8));
            return isComplete && check.verify(signature.toByteArray());
        } catch (GeneralSecurityException notItsSignature) {
            return false;
        }
    }
}
