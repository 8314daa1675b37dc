package io.segmentpixel.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Keys made for the tests: one for all, as making one takes its time. */
final class Keys {
    static final KeyPair RSA = made("RSA", 2048);

    private Keys() {}

    static KeyPair made(String kind, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    static String pem(Key key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + base64(der) + "\n-----END " + label + "-----\n";
    }

    static String base64(byte[] der) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    }

    /** Whether the last part of the token signs the others. */
    static boolean hasSigned(PublicKey key, String jwt) {
        int end = jwt.lastIndexOf('.');
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(jwt.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }
}
