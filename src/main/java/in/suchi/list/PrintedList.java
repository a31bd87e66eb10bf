package in.suchi.list;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.util.Locale;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.apache.xmlgraphics.util.MimeConstants;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * A list on paper. Formatting objects from {@code list.fo.xml}, set by Apache FOP, which shapes Devanagari; fonts come with the hub,
 * so that a page looks the same wherever it is printed.
 */
final class PrintedList {

    private static final String FOLDER = "in/suchi/list/";
    private static final URI BASE = URI.create("fonts:/");

    private PrintedList() {}

    /** Made when the first page is printed: it reads fonts. */
    private static final class Press {
        static final TemplateEngine TEMPLATES = templates();
        static final FopFactory FOP = fop();
    }

    static byte[] render(ListContent list) {
        Context context = new Context(Locale.ENGLISH);
        context.setVariable("page", PrintedPage.of(list));
        String pages = Press.TEMPLATES.process("list", context);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            Fop fop = Press.FOP.newFop(MimeConstants.MIME_PDF, pdf);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new StreamSource(new StringReader(pages)), new SAXResult(fop.getDefaultHandler()));
        } catch (Exception e) {
            throw new IllegalStateException("The " + list.fileStem() + " cannot be printed", e);
        }
        return pdf.toByteArray();
    }

    private static TemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(PrintedList.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(".fo.xml");
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    private static FopFactory fop() {
        try (InputStream configuration = resource("fop.xml")) {
            FopFactory factory = new FopFactoryBuilder(BASE)
                    .setConfiguration(new DefaultConfigurationBuilder().build(configuration))
                    .build();
            // the configuration would look for fonts in files and addresses only
            factory.getFontManager()
                    .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(BASE, new Fonts()));
            return factory;
        } catch (Exception e) {
            throw new IllegalStateException("the printing of lists cannot be set up", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream found = PrintedList.class.getClassLoader().getResourceAsStream(FOLDER + name);
        if (found == null) {
            throw new IllegalStateException(name + " is missing in the jar");
        }
        return found;
    }

    /** Nothing but the fonts in the jar can be reached from a page. */
    private static final class Fonts implements ResourceResolver {
        @Override
        public Resource getResource(URI uri) {
            String path = uri.getPath();
            return new Resource(resource("fonts/" + path.substring(path.lastIndexOf('/') + 1)));
        }

        @Override
        public OutputStream getOutputStream(URI uri) {
            throw new UnsupportedOperationException("a page writes nothing");
        }
    }
}
