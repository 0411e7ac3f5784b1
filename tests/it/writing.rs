//! The rules of consistency and writing on texts that are right, and what
//! `fix` makes of texts that are not.

use ecopark::finding::Finding;
use ecopark::{Engine, FormSet, Input, NoFiles, Options};

use crate::sample;

/// Findings of groups C and F.
fn findings(input: &Input) -> Vec<Finding> {
    let own = input.park.as_ref().expect("data").forms();
    let options = Options {
        forms: if own.is_empty() { FormSet::ALL } else { own },
        ..Options::default()
    };
    let mut found = Engine::new().findings(input, &options);
    found.retain(|finding| finding.code.starts_with(['C', 'F']));
    found
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|one| format!("{} {} {:?} {}", one.code, one.path, one.within, one.message))
        .collect()
}

#[test]
fn samples_are_clean() {
    for name in ["湘澜经开区", "临澜化工园"] {
        let found = findings(&sample(name));
        assert!(found.is_empty(), "{name}: {:#?}", shown(&found));
    }
}

/// Sentences as they stand in good official texts, each a trap for some rule.
const GOOD: &str = "
为深入贯彻习近平生态文明思想，全面落实《中华人民共和国环境保护法》《中华人民共和国循环经济促进法》等法律法规，依据《中共中央 国务院关于全面推进美丽中国建设的意见》，制定本方案。
协调机制由生态环境部、商务部、工业和信息化部组成，日常工作由生态环境部科技与财务司承担。
原《国家生态工业示范园区管理办法》（环发〔2015〕167号）同步废止。
园区于2012年经国务院批准（国办函〔2012〕000号）升级为国家级经济技术开发区，2014年经环境保护部、商务部、科技部同意开展国家生态工业示范园区建设。
园区坚持“低碳、高质、创新、循环”的方向，构建“三链三网”总体框架；同时推进“无废园区”“零碳园区”试点。
2025年，园区生产总值186.42亿元，同比增长6.5%，规模以上工业企业212家，完成投资1,200万元。
2022—2025年，单位工业增加值二氧化碳排放量年均下降4%～5%，氨氮浓度为0.5～1.0mg/L。
园区地面高程32～46米，年平均气温17.1℃，4月至7月降水量占全年的60%以上，最大风速25m/s。
排放量由157.8万吨降至3.5×10⁴t，PM₂.₅年均浓度36.5μg/m³，O₃日最大8小时平均第90百分位浓度为160μg/m³。
执行《城镇污水处理厂污染物排放标准》（GB 18918—2002）一级A标准和HJ 274-2015、GB/T 15834—2011。
按照HJ 2025-2012和DB43/T 388-2020的要求，危险废物（HW08、HW49）全部委托处置。
联系电话为0737-4000018转801，传真为0737-4000019，邮箱为stgy@xljkq.example.cn，网址为https://www.example.cn/a?b=1,2。
园区位于资阳区澜溪大道88-2号，北至G5517高速公路，东经112°20′、北纬28°36′。
主要产品为1-丁烯、2-乙基己醇、N,N-二甲基甲酰胺和聚(4-甲基-1-戊烯)，配套2×350MW热电联产机组。
1、2号锅炉于2026年完成改造，3、4号锅炉于2027年5月1日投运，5—6号锅炉备用。
主要任务包括：（一）完善管网，（二）建设平台；详见（三）、（四）。
其中，化学需氧量、氨氮、二氧化硫、氮氧化物4项主要污染物排放量（吨/年）分别下降18.2%、21.5%、30.4%、25.1%。
园区现有A、B两个片区，A区面积20.5平方公里，B区面积22.1平方公里，亩均税收居全省前列，落实“亩均论英雄”改革。
对标苏州、昆山等地先进经验，学习借鉴国家级经济技术开发区绿色发展做法，为同类园区和其他高新技术产业开发区提供示范。
推动开发区与综合保税区协同发展，带动周边工业园区和省级化工园区转型，打造一流产业园区。
园区距长沙黄花机场95公里，距最近的铁路货运站12公里，处于长株潭城市群和洞庭湖生态经济区的交汇地带。
建设规划实施后新增构建生态工业链项目数量累计8个，城市建设规划和园区总体规划相衔接。
落实生态环境分区管控要求，严格执行生态环境准入清单，由安全环保部牵头，环保部门加强指导。
湖南省生态环境厅（原湖南省环境保护厅）组织审查，科技部门给予支持，企业承担了科技部重点研发计划课题。
近10年来，园区累计投入26亿元，前5年完成60%；再用3年时间，到2028年底实现目标。
“十四五”期间完成率100%，“十五五”规划（2026—2030年）提出更高要求，《二〇三五年远景目标纲要》明确了方向。
完善度＝已完成条数÷清单条数×100%＝（10条÷10条）×100%＝100.0%；弹性系数＝(A－B)÷A。
采用V2.5.1版软件和ISO 14001:2015管理体系，数据每5分钟更新1次，准确率不低于98%，比例为3:1。
审图号为湘S（2026）000号；排污许可证编号为91430900000000000X001P，判决书文号为（2026）湘09民初12号。
什么是生态工业园区？怎样建好它？——关键在于“链”与“网”……让企业成为主角！
一般工业固体废物综合利用率由88.35%提高到96.72%（见表3-2），详见第4.2节和图2-1。
污水处理厂规模为5万m³/d，建成区面积28.40km²，光伏装机容量126.0MW，年发电量1.2亿kW·h。
张三·阿不都热依木主任介绍：乾县、於潜等地的企业代表参加了2026年9月1日至3日的现场会。
";

#[test]
fn good_texts_are_clean() {
    let mut yaml = String::from(
        "园区基本情况: {园区名称: 湘澜经济技术开发区, 园区所在地: 湖南省益阳市}\n实施方案:\n  总体框架: |\n",
    );
    for line in GOOD.trim().lines() {
        yaml.push_str(&format!("    {line}\n"));
    }
    yaml.push_str("备案表:\n  报送单位: 湖南省生态环境厅\n  园区建设内容: |\n");
    for line in GOOD.trim().lines() {
        yaml.push_str(&format!("    {line}\n"));
    }
    let input = Engine::new().read("park.yaml", yaml.as_bytes(), &NoFiles);
    assert!(input.findings.is_empty(), "{:?}", input.findings);
    let found = findings(&input);
    assert!(found.is_empty(), "{:#?}", shown(&found));
}

#[test]
fn official_guidance_is_clean() {
    for field in ecopark::park::catalogue::fields() {
        let Some(guidance) = &field.guidance else {
            continue;
        };
        let yaml = format!("实施方案:\n  总体框架: |\n    {guidance}\n");
        let input = Engine::new().read("park.yaml", yaml.as_bytes(), &NoFiles);
        let found = findings(&input);
        assert!(found.is_empty(), "{}: {:#?}", field.path, shown(&found));
    }
}
