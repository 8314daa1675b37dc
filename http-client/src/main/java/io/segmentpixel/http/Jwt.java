package io.segmentpixel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * A JSON Web Token with an RSA signature (RS256): what a user shows for a login by key.
 *
 * @param claims the header and the claims, in base64url
 * @param signature the signature of them, in base64url
 */
record Jwt(String claims, String signature) {
    /** Java's name for the signature that the platform takes. */
    static final String SIGNATURE = "SHA256withRSA";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * Signs; which security provider does it is for the key to say, as a key in hardware signs there alone.
     *
     * @throws GeneralSecurityException if the key does not sign
     */
    static Jwt signed(String keyName, PrivateKey key, String username, Instant issuedAt)
            throws GeneralSecurityException {
        String claims = base64(header(keyName)) + "." + base64(claims(username, issuedAt));
        Signature signature = Signature.getInstance(SIGNATURE);
        signature.initSign(key);
        signature.update(claims.getBytes(StandardCharsets.US_ASCII));
        return new Jwt(claims, BASE64.encodeToString(signature.sign()));
    }

    private static JsonNode header(String keyName) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", keyName);
    }

    private static JsonNode claims(String username, Instant issuedAt) {
        return JsonNodeFactory.instance.objectNode().put("sub", username).put("iat", issuedAt.getEpochSecond());
    }

    private static String base64(JsonNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The token as it is sent. */
    String text() {
        return claims + "." + signature;
    }

    /** Without the signature, which is as good as a password for as long as the token holds. */
    @Override
    public String toString() {
        return claims + ".***";
    }
}
