package org.scissionlite.offload.stream.mqtt;

import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

/** The client library asks factories for what is there already. */
final class GivenManagers {
  private GivenManagers() {}

  static final class Trust extends TrustManagerFactory {
    Trust(TrustManager manager) {
      super(new TrustSource(manager), null, "given");
    }
  }

  static final class Keys extends KeyManagerFactory {
    Keys(KeyManager manager) {
      super(new KeySource(manager), null, "given");
    }
  }

  private static final class TrustSource extends TrustManagerFactorySpi {
    private final TrustManager manager;

    TrustSource(TrustManager manager) {
      this.manager = manager;
    }

    @Override
    protected void engineInit(KeyStore store) {
      // Nothing is to be made.
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {
      // Nothing is to be made.
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {manager};
    }
  }

  private static final class KeySource extends KeyManagerFactorySpi {
    private final KeyManager manager;

    KeySource(KeyManager manager) {
      this.manager = manager;
    }

    @Override
    protected void engineInit(KeyStore store, char[] password) {
      // Nothing is to be made.
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {
      // Nothing is to be made.
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {manager};
    }
  }
}
