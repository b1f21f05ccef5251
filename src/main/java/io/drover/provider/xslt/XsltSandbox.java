package io.drover.provider.xslt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.xml.transform.Source;
import javax.xml.transform.sax.SAXSource;
import net.sf.saxon.Configuration;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SaxonApiUncheckedException;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.XsltTransformer;
import net.sf.saxon.trans.XPathException;
import org.xml.sax.InputSource;

/** Saxon without a way out: a stylesheet reads its document and writes its result. */
final class XsltSandbox {
    private XsltSandbox() {}

    /** @param folder whose stylesheets may be included, or null */
    static XsltExecutable compile(Source stylesheet, Path folder, XsltErrors errors) throws SaxonApiException {
        Processor processor = new Processor(false);
        Configuration configuration = processor.getUnderlyingConfiguration();
        configuration.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        configuration.setConfigurationProperty(Feature.DISABLE_XSL_EVALUATE, true);
        configuration.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        configuration.setConfigurationProperty(Feature.ENVIRONMENT_VARIABLE_RESOLVER, new NoVariables());
        configuration.setErrorReporterFactory(ignored -> errors);
        configuration.setResourceResolver(request -> {
            throw refused("other documents (" + request.uri + ")");
        });
        configuration.setUnparsedTextURIResolver((uri, encoding, config) -> {
            throw refused("other texts (" + uri + ")");
        });
        configuration.setCollectionFinder((context, uri) -> {
            throw refused("collections (" + uri + ")");
        });
        XsltCompiler compiler = processor.newXsltCompiler();
        compiler.setErrorReporter(errors);
        compiler.setResourceResolver(request -> included(request, folder));
        if (stylesheet.getSystemId() == null) {
            stylesheet.setSystemId(folder == null ? "stylesheet:/" : folder.toUri() + "stylesheet");
        }
        return compiler.compile(stylesheet);
    }

    /** What goes for one transformation only. */
    static void close(XsltTransformer transformer, XsltErrors errors) {
        transformer.setErrorReporter(errors);
        transformer.setMessageHandler(message -> {
            if (message.isTerminate()) {
                errors.says(message.getStringValue());
            }
        });
        transformer.setResultDocumentHandler(uri -> {
            throw new SaxonApiUncheckedException(refused("more than one result (" + uri + ")"));
        });
    }

    private static Source included(ResourceRequest request, Path folder) throws XPathException {
        try {
            URI uri = URI.create(request.uri);
            if (folder != null && "file".equals(uri.getScheme())) {
                Path file = Path.of(uri).toRealPath();
                if (file.startsWith(folder.toRealPath()) && Files.isRegularFile(file)) {
                    InputSource in = new InputSource(new ByteArrayInputStream(Files.readAllBytes(file)));
                    in.setSystemId(request.uri);
                    return new SAXSource(Xslt.parser(), in);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // answered below; an InvalidPathException is one of these
        }
        throw refused("a stylesheet that is not in its own folder (" + request.uri + ")");
    }

    private static XPathException refused(String what) {
        return new XPathException("a stylesheet may not use " + what);
    }

    private static final class NoVariables implements EnvironmentVariableResolver {
        @Override
        public Set<String> getAvailableEnvironmentVariables() {
            return Set.of();
        }

        @Override
        public String getEnvironmentVariable(String name) {
            return null;
        }
    }
}
