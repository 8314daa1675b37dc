package io.segmentpixel.testkit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The sandbox's certificate, made when it is first needed, and what trusts it. It is that of this machine and of the platform's hosts. */
final class Encryption {
    private final HandshakeCertificates server;
    private final HandshakeCertificates clients;

    Encryption() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .commonName("Segment Pixel sandbox")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("adnxs.com")
                .addSubjectAlternativeName("*.adnxs.com")
                .addSubjectAlternativeName("adnxs.net")
                .addSubjectAlternativeName("*.adnxs.net")
                .build();
        this.server =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        this.clients = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
    }

    SSLSocketFactory serverSockets() {
        return server.sslSocketFactory();
    }

    SSLContext sslContext() {
        return clients.sslContext();
    }

    X509TrustManager trustManager() {
        return clients.trustManager();
    }
}
