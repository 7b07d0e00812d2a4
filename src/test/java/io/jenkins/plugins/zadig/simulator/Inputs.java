package io.jenkins.plugins.zadig.simulator;

/** Inputs for the jobs of the demonstration workflows, for the simulator's own tests. */
final class Inputs {
    static final String BUILD = """
            {"job_name":"build","job_type":"zadig-build","parameters":{"registry":"https://registry.example.com/shop",
             "service_list":[{"service_name":"cart","service_module":"api","repo_info":[],
              "inputs":[{"key":"LEVEL","value":"release"}]}]}}""";
    static final String APPROVE = "{\"job_name\":\"approve\",\"job_type\":\"approval\",\"parameters\":{}}";
    static final String DEPLOY = """
            {"job_name":"deploy","job_type":"zadig-deploy","parameters":{"env_name":"prod","service_list":[
             {"service_name":"cart","service_module":"api","image_name":"registry.example.com/shop/cart:1"}]}}""";
    static final String SMOKE = """
            {"job_name":"smoke","job_type":"zadig-test","parameters":{"testing_list":[{"testing_name":"smoke"}]}}""";

    private Inputs() {}

    static String parameter(String name, String value) {
        return "[{\"name\":\"" + name + "\",\"type\":\"string\",\"value\":\"" + value + "\",\"repo\":null}]";
    }
}
