package io.jenkins.plugins.zadig.simulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** WireMock's server in front of the simulated Zadig: one stub for everything, answered by the dispatcher. */
final class HttpFront implements Front, ResponseTransformerV2 {
    /** Enough for many requests that hang or stream at once. */
    private static final int THREADS = 100;

    private final Dispatcher dispatcher;
    private final WireMockServer server;

    HttpFront(Dispatcher dispatcher, int port) {
        this.dispatcher = dispatcher;
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .jettyStopTimeout(1L)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .extensions(this));
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
    }

    @Override
    public URI open() {
        server.start();
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    @Override
    public void shut() {
        server.stop();
    }

    @Override
    public String getName() {
        return "zadig";
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        var request = event.getRequest();
        var parts = request.getUrl().split("\\?", 2);
        var answer = dispatcher.dispatch(
                request.getMethod().getName(),
                parts[0],
                Front.query(parts.length > 1 ? parts[1] : ""),
                headers(request),
                request.getBodyAsString());
        return switch (answer.broken()) {
            case RESET -> broken(Fault.CONNECTION_RESET_BY_PEER);
            case CLOSED_WITHOUT_ANSWER -> broken(Fault.EMPTY_RESPONSE);
            case GARBAGE -> broken(Fault.RANDOM_DATA_THEN_CLOSE);
            case NONE -> whole(answer);
        };
    }

    private static Response broken(Fault fault) {
        return Response.response().fault(fault).build();
    }

    private static Response whole(Answer answer) {
        return Response.response()
                .status(answer.status())
                .headers(new HttpHeaders(answer.headers().entrySet().stream()
                        .map(header -> HttpHeader.httpHeader(header.getKey(), header.getValue()))
                        .toList()))
                .body(() -> new StreamedBody(answer.body()))
                .build();
    }

    private static Map<String, String> headers(Request request) {
        var headers = new HashMap<String, String>();
        request.getAllHeaderKeys().forEach(key -> headers.put(key, request.getHeader(key)));
        return headers;
    }
}
