package io.waymark.app.delivery;

import java.io.InputStream;
import java.net.ServerSocket;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Receivers with certificates, and whom to trust. */
final class Tls {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Tls() {}

  /** Trusts what the JVM trusts: none of the receivers of tests. */
  static SSLContext usual() throws Exception {
    return SSLContext.getDefault();
  }

  /** Trusts the one receiver whose key store that is. */
  static SSLContext trusting(String keyStore) throws Exception {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("it", load(keyStore).getCertificate("server"));
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  static ServerSocket listening(String keyStore) throws Exception {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(load(keyStore), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory().createServerSocket(0);
  }

  private static KeyStore load(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Tls.class.getResourceAsStream("/delivery/tls/" + name)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
