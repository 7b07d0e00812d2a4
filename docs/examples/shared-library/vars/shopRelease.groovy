// Releases one service of the project "shop": shopRelease(service: 'cart', module: 'api', version: '1.4.2')
def call(Map settings) {
    return zadigRunCustomWorkflow(
        project: 'shop', workflow: 'release',
        parameters: [VERSION: settings.version],
        jobs: [
            zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [
                [service: settings.service, module: settings.module]]),
            zadigDeploy(job: 'deploy', environment: 'prod'),
            zadigTest(job: 'smoke', tests: [[name: 'smoke']])],
        queueTimeout: '30m', runTimeout: '2h', approvalTimeout: '24h')
}
