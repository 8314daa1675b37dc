package io.segmentpixel.http;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A security provider with a key that signs and never shows itself, as one in a smart card does. */
final class HardwareToken extends Provider {
    private static final long serialVersionUID = 1L;

    HardwareToken() {
        super("HardwareToken", "1", "signs by a key that it does not show");
        putService(
                new Service(
                        this,
                        "Signature",
                        "SHA256withRSA",
                        Signing.class.getName(),
                        List.of(),
                        Map.of("SupportedKeyClasses", HiddenKey.class.getName())) {
                    @Override
                    public Object newInstance(@Nullable Object parameter) {
                        return new Signing();
                    }
                });
    }

    /** A key of which nothing can be had but its algorithm. */
    record HiddenKey(String algorithm, AtomicBoolean plugged) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** Signs by the key of the tests. */
    private static final class Signing extends SignatureSpi {
        private final Signature signature;

        Signing() {
            try {
                signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            } catch (GeneralSecurityException missing) {
                throw new AssertionError(missing);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("signs only");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof HiddenKey hidden)) {
                throw new InvalidKeyException("not a key of this token");
            }
            if (!hidden.plugged().get()) {
                throw new ProviderException("no card in the reader");
            }
            signature.initSign(Keys.RSA.getPrivate());
        }

        @Override
        protected void engineUpdate(byte next) throws SignatureException {
            signature.update(next);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            signature.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signed) throws SignatureException {
            throw new SignatureException("signs only");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
