package in.suchi.district;

import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A TLS context made elsewhere, in the form Camel's components take. */
final class CamelTls extends SSLContextParameters {

    private final SSLContext context;

    CamelTls(SSLContext context) {
        this.context = context;
    }

    @Override
    public SSLContext createSSLContext(CamelContext camelContext) {
        return context;
    }
}
