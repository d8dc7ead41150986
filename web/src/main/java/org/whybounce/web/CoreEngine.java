package org.whybounce.web;

import tools.jackson.databind.JsonNode;

/// The engine made of the core.
final class CoreEngine implements Engine {
    CoreEngine(Settings settings, Observer observer) throws Settings.Unusable {}

    @Override
    public Answer explain(byte[] pasted, Known known, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public Answer headers(byte[] pasted, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public Answer check(String domain, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public Answer spfShow(String domain, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public Answer spfEval(JsonNode request, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public Answer spfFix(JsonNode request, Watch watch) {
        throw new Unusable("not yet");
    }

    @Override
    public String recognise(byte[] pasted) {
        return "unknown";
    }
}
